import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery } from 'graphql';

/** The one API version the local shop serves, and whose published schemas lie in `../schemas`. */
export const API_VERSION = '2026-10';

type Api = 'admin' | 'storefront';

const loaded = new Map<Api, Promise<GraphQLSchema>>();

/** Shopify's own schema of this API; read and built at first use, once per process (about 0.3 s). */
export function loadSchema(api: Api): Promise<GraphQLSchema> {
  const schema = loaded.get(api) ?? read(api);
  loaded.set(api, schema);
  return schema;
}

async function read(api: Api): Promise<GraphQLSchema> {
  const packed = await readFile(new URL(`../schemas/${api}_${API_VERSION}.json.gz`, import.meta.url));
  const introspection: { data: IntrospectionQuery } = JSON.parse(String(await promisify(gunzip)(packed)));
  return buildClientSchema(introspection.data, { assumeValid: true });
}
