import {
  GraphQLError,
  isRequiredArgument,
  Kind,
  print,
  specifiedRules,
  validate,
  valueFromAST,
  visit,
  type ASTNode,
  type DocumentNode,
  type GraphQLSchema,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';
import { notModelled, type Model } from './model.ts';

/**
 * Checks an operation against Shopify's schema and then against what the local shop models of it.
 *
 * The commonest mistakes are worded, placed and coded as Shopify's own answers: undefinedField,
 * missingRequiredArguments, argumentNotAccepted and argumentLiteralsIncompatible were recorded in
 * airhorns/shopify-draft-proxy, fixtures/conformance. Rarer ones keep the words of graphql-js.
 *
 * @returns the errors of the first check that found any; none when the operation can run
 */
export function validateOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  model: Model,
): readonly GraphQLError[] {
  for (const rules of [SHOPIFY_RULES, specifiedRules, [onlyModelled(model)]]) {
    const errors = validate(schema, document, rules);
    if (errors.length > 0) return errors;
  }
  return [];
}

const undefinedField: ValidationRule = (context) => ({
  Field(node, _key, _parent, _path, ancestors) {
    const parent = context.getParentType();
    if (!parent || context.getFieldDef()) return;
    report(context, node, ancestors, {
      message: `Field '${node.name.value}' doesn't exist on type '${parent.name}'`,
      extensions: { code: 'undefinedField', typeName: parent.name, fieldName: node.name.value },
    });
  },
});

const missingRequiredArguments: ValidationRule = (context) => ({
  Field(node, _key, _parent, _path, ancestors) {
    const given = new Set(node.arguments?.map((argument) => argument.name.value));
    const required = context.getFieldDef()?.args.filter(isRequiredArgument) ?? [];
    const missing = required.map(({ name }) => name).filter((name) => !given.has(name));
    if (missing.length === 0) return;
    const name = node.name.value;
    const list = missing.join(', ');
    report(context, node, ancestors, {
      message: `Field '${name}' is missing required arguments: ${list}`,
      extensions: { code: 'missingRequiredArguments', className: 'Field', name, arguments: list },
    });
  },
});

const argumentNotAccepted: ValidationRule = (context) => ({
  Argument(node, _key, _parent, _path, ancestors) {
    const field = context.getFieldDef();
    if (!field || context.getDirective() || context.getArgument()) return;
    const argumentName = node.name.value;
    report(context, node, ancestors, {
      message: `Field '${field.name}' doesn't accept argument '${argumentName}'`,
      extensions: { code: 'argumentNotAccepted', name: field.name, typeName: 'Field', argumentName },
    });
  },
});

const argumentLiteralsIncompatible: ValidationRule = (context) => ({
  Argument(node, _key, _parent, _path, ancestors) {
    const argument = context.getArgument();
    const field = context.getFieldDef();
    if (!argument || !field || hasVariables(node)) return;
    if (valueFromAST(node.value, argument.type) !== undefined) return;
    report(context, node, ancestors, {
      message: `Argument '${argument.name}' on Field '${field.name}' has an invalid value (${print(node.value)}). Expected type '${String(argument.type)}'.`,
      extensions: { code: 'argumentLiteralsIncompatible', typeName: 'Field', argumentName: argument.name },
    });
  },
});

const SHOPIFY_RULES: readonly ValidationRule[] = [
  undefinedField,
  missingRequiredArguments,
  argumentNotAccepted,
  argumentLiteralsIncompatible,
];

/** Refuses what Shopify has and the local shop has not, before anything is changed or mailed. */
function onlyModelled(model: Model): ValidationRule {
  return (context) => ({
    Field(node, _key, _parent, _path, ancestors) {
      const type = context.getParentType()?.name ?? '';
      const name = node.name.value;
      if (name.startsWith('__') || type.startsWith('__')) return;
      const field = `${type}.${name}`;
      if (!model.fields[type]?.[name]) return report(context, node, ancestors, notModelled(field));
      for (const argument of node.arguments ?? []) {
        if (!model.unmodelledArguments[field]?.includes(argument.name.value)) continue;
        report(context, argument, [...ancestors, node], notModelled(`${field}(${argument.name.value}:)`));
      }
    },
  });
}

function report(
  context: ValidationContext,
  node: ASTNode,
  ancestors: Ancestors,
  { message, extensions }: { message: string; extensions: GraphQLError['extensions'] },
): void {
  context.reportError(new GraphQLError(message, { nodes: node, path: pathTo(node, ancestors), extensions }));
}

type Ancestors = readonly (ASTNode | readonly ASTNode[])[];

/** `["mutation Invite", "customerSendAccountInviteEmail", "customerId"]`: the way Shopify points at a mistake. */
function pathTo(node: ASTNode, ancestors: Ancestors): string[] {
  return [...ancestors, node].flatMap((step) => {
    if (!('kind' in step)) return [];
    switch (step.kind) {
      case Kind.OPERATION_DEFINITION:
        return [step.name ? `${step.operation} ${step.name.value}` : step.operation];
      case Kind.FRAGMENT_DEFINITION:
        return [`fragment ${step.name.value}`];
      case Kind.INLINE_FRAGMENT:
        return step.typeCondition ? [`... on ${step.typeCondition.name.value}`] : ['...'];
      case Kind.FIELD:
        return [step.alias?.value ?? step.name.value];
      case Kind.ARGUMENT:
        return [step.name.value];
      default:
        return [];
    }
  });
}

function hasVariables(node: ASTNode): boolean {
  let found = false;
  visit(node, {
    Variable: () => {
      found = true;
    },
  });
  return found;
}
