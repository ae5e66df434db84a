import {
  coerceInputValue,
  getNamedType,
  GraphQLError,
  isEnumType,
  isInputType,
  isNonNullType,
  print,
  typeFromAST,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type VariableDefinitionNode,
} from 'graphql';

interface Problem {
  readonly path: readonly (string | number)[];
  readonly explanation: string;
}

type Given = Readonly<Record<string, unknown>>;

/**
 * Says what is wrong with the variables of an operation, one error per variable, in the INVALID_VARIABLE
 * shape recorded in airhorns/shopify-draft-proxy (customer-by-identifier.json, customer-tax-exemption files).
 */
export function variableErrors(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  given: Given,
): readonly GraphQLError[] {
  return (operation.variableDefinitions ?? []).flatMap((definition) => {
    const name = definition.variable.name.value;
    const problems = problemsOf(schema, definition, given);
    if (problems.length === 0) return [];
    const places = problems.filter(({ path }) => path.length > 0);
    const where = places.map(({ path, explanation }) => `${path.join('.')} (${explanation})`).join(', ');
    const what = `Variable $${name} of type ${print(definition.type)} was provided invalid value`;
    const value = given[name] ?? null;
    return new GraphQLError(where === '' ? what : `${what} for ${where}`, {
      nodes: definition,
      extensions: { code: 'INVALID_VARIABLE', value, problems },
    });
  });
}

function problemsOf(schema: GraphQLSchema, definition: VariableDefinitionNode, given: Given): Problem[] {
  // The document is valid, so the type is there; this asks only for the compiler's sake.
  const type = typeFromAST(schema, definition.type);
  if (!type || !isInputType(type)) return [];
  const value = given[definition.variable.name.value];
  if (value === undefined && (definition.defaultValue || !isNonNullType(type))) return [];

  const problems: Problem[] = [];
  const coerced: unknown = coerceInputValue(value ?? null, type, (path, wrong, error) => {
    problems.push(explain(schema, type, path, wrong, error.message));
  });
  if (problems.length === 0 && getNamedType(type).name === 'ID' && typeof coerced === 'string') {
    if (!isGlobalId(coerced)) problems.push({ path: [], explanation: `Invalid global id '${coerced}'` });
  }
  return problems;
}

/** Puts a complaint of graphql-js into Shopify's words, where those are recorded. */
function explain(
  schema: GraphQLSchema,
  type: GraphQLInputType,
  path: Problem['path'],
  value: unknown,
  message: string,
): Problem {
  if (/not to be null|was not provided/.test(message)) {
    const field = /^Field "(\w+)"/.exec(message)?.[1];
    return {
      path: field === undefined ? path : [...path, field],
      explanation: 'Expected value to not be null',
    };
  }
  const undefinedField = /^Field "(\w+)" is not defined by type "(\w+)"/.exec(message);
  if (undefinedField) {
    const [, field = '', owner = ''] = undefinedField;
    return { path: [...path, field], explanation: `Field is not defined on ${owner}` };
  }
  const oneOf = /OneOf type "(\w+)"/.exec(message);
  if (oneOf) {
    const count = Object.keys(Object(value)).length;
    return { path, explanation: `'${oneOf[1]}' requires exactly one argument, but ${count} were provided.` };
  }
  const named = /in "(\w+)" enum/.exec(message)?.[1] ?? getNamedType(type).name;
  const wanted = schema.getType(named);
  if (isEnumType(wanted)) {
    const names = wanted.getValues().map(({ name }) => name);
    return { path, explanation: `Expected ${JSON.stringify(value)} to be one of: ${names.join(', ')}` };
  }
  return { path, explanation: message };
}

/** `gid://shopify/Customer/1`: a bare number is not an id to Shopify. */
export function isGlobalId(id: string): boolean {
  return /^gid:\/\/shopify\/[A-Za-z]+\/[\w-]+(\?.*)?$/.test(id);
}
