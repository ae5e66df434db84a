import { GraphQLError, type GraphQLFieldResolver, type GraphQLResolveInfo } from 'graphql';
import type { ControlledShop } from '../shop.ts';

/** What every resolver gets to know about the request. */
export interface ApiContext {
  readonly shop: ControlledShop;
  /** Whom Shopify counts password resets against. */
  readonly buyerIp: string;
}

/**
 * Every resolver names the source that its parent returns and the arguments that the schema gives it.
 * Only methods may be that particular about their parameters, hence the detour.
 */
type Resolver = {
  method(source: unknown, args: object, context: ApiContext, info: GraphQLResolveInfo): unknown;
}['method'];

/** The part of an API that the local shop knows. Everything else is an error before anything runs. */
export interface Model {
  /** Resolvers by type and field. */
  readonly fields: Readonly<Record<string, Readonly<Record<string, Resolver>>>>;
  /** Arguments of modelled fields that are not modelled, by `Type.field`. */
  readonly unmodelledArguments: Readonly<Record<string, readonly string[]>>;
}

/** Resolvers that hand out properties of the same name. */
export function properties(...names: readonly string[]): Readonly<Record<string, Resolver>> {
  const read =
    (name: string): Resolver =>
    (source: Readonly<Record<string, unknown>>) =>
      source[name];
  return Object.fromEntries(names.map((name) => [name, read(name)]));
}

/** A clear refusal instead of an invented answer. */
export function notModelled(what: string): GraphQLError {
  return new GraphQLError(`The local shop does not model ${what}`, { extensions: { code: 'NOT_MODELLED' } });
}

/** Finds the resolver of a field in a model. */
export function fieldResolver(model: Model): GraphQLFieldResolver<unknown, ApiContext> {
  return (source, args, context, info) => {
    const { name: type } = info.parentType;
    const resolve = model.fields[type]?.[info.fieldName];
    if (!resolve) throw notModelled(`${type}.${info.fieldName}`);
    return resolve(source, args, context, info);
  };
}
