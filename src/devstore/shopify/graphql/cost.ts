import {
  getNamedType,
  isCompositeType,
  isObjectType,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { isRecord } from '../is-record.ts';

export interface Priced {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly api: 'admin' | 'storefront';
}

const MUTATION_COST = 10;

/**
 * Points of an operation: before it ran (`requestedQueryCost`), or after it (`actualQueryCost`), when what
 * came back empty is not charged.
 *
 * Fitted to every recorded cost of customer operations in airhorns/shopify-draft-proxy, fixtures/conformance:
 * an object is 1, a mutation 10. The Admin API does not charge for what stands directly in a payload, the
 * Storefront API does; an Admin connection is 2 plus, for about each doubling of its length, one node.
 *
 * @param data the result, to price what came back; left out to price what is asked for
 */
export function operationCost(query: Priced, data?: unknown): number {
  const { schema, operation } = query;
  const root = schema.getRootType(operation.operation);
  const pricing = new Pricing(query);
  return pricing.fields(operation.selectionSet, root).reduce((sum, { node, type }) => {
    const value = data === undefined ? undefined : property(data, node);
    if (operation.operation !== OperationTypeNode.MUTATION)
      return sum + Math.max(1, pricing.field(node, type, value));
    const inside = pricing.fields(node.selectionSet, type).map((part) => {
      const partValue = value === undefined ? undefined : property(value, part.node);
      const cost = pricing.field(part.node, part.type, partValue);
      return query.api === 'admin' ? Math.max(0, cost - 1) : cost;
    });
    return sum + MUTATION_COST + total(inside);
  }, 0);
}

/** Which connections there are to price is known from the schema's own naming. */
const CONNECTION = /Connection$/;

class Pricing {
  readonly #query: Priced;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;

  constructor(query: Priced) {
    this.#query = query;
    this.#fragments = new Map(
      query.document.definitions
        .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
        .map((fragment) => [fragment.name.value, fragment]),
    );
  }

  /** Points of one field with everything below it; `value` undefined means "as asked for". */
  field(node: FieldNode, type: GraphQLNamedType | undefined, value: unknown): number {
    if (!isCompositeType(type) || value === null) return 0;
    const parts = this.fields(node.selectionSet, type);
    if (CONNECTION.test(type.name)) return this.#connection(node, parts, value);
    return 1 + total(parts.map((part) => this.#below(part, value)));
  }

  #below(part: TypedField, value: unknown): number {
    return this.field(part.node, part.type, value === undefined ? undefined : property(value, part.node));
  }

  #connection(node: FieldNode, parts: readonly TypedField[], value: unknown): number {
    const nodeCosts = parts.flatMap((part) => {
      if (part.node.name.value === 'nodes') return [this.field(part.node, part.type, undefined)];
      if (part.node.name.value !== 'edges') return [];
      // The edge itself is free; only its node counts.
      return [this.field(part.node, part.type, undefined) - 1];
    });
    const length = value === undefined ? this.#first(node) : returned(value);
    const doublings = length === 0 ? 0 : Math.floor(Math.log2(length)) + 1;
    return 2 + doublings * Math.max(0, ...nodeCosts);
  }

  #first(node: FieldNode): number {
    const first = node.arguments?.find(({ name }) => name.value === 'first')?.value;
    if (first?.kind === Kind.INT) return Number(first.value);
    return first?.kind === Kind.VARIABLE ? Number(this.#query.variables[first.name.value] ?? 0) : 0;
  }

  /** The fields of a selection with their types, those of fragments included. */
  fields(
    selectionSet: SelectionSetNode | undefined,
    parent: GraphQLNamedType | null | undefined,
  ): TypedField[] {
    return (selectionSet?.selections ?? []).flatMap((selection) => {
      if (selection.kind === Kind.INLINE_FRAGMENT) return this.fields(selection.selectionSet, parent);
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        return this.fields(this.#fragments.get(selection.name.value)?.selectionSet, parent);
      }
      const field = isObjectType(parent) ? parent.getFields()[selection.name.value] : undefined;
      return [{ node: selection, type: field && getNamedType(field.type) }];
    });
  }
}

interface TypedField {
  readonly node: FieldNode;
  readonly type: GraphQLNamedType | undefined;
}

function property(value: unknown, node: FieldNode): unknown {
  const name = node.alias?.value ?? node.name.value;
  return isRecord(value) ? (value[name] ?? null) : null;
}

function returned(connection: unknown): number {
  if (!isRecord(connection)) return 0;
  const lengths = [connection['nodes'], connection['edges']].map((list) =>
    Array.isArray(list) ? list.length : 0,
  );
  return Math.max(...lengths);
}

function total(costs: readonly number[]): number {
  return costs.reduce((sum, cost) => sum + cost, 0);
}
