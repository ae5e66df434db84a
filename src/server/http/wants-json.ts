import { mediaTypeOf } from './read-form.ts';

/**
 * Is a program asking (JSON and real statuses), or a browser that posts a form (a themed page)? A body in
 * JSON settles it; otherwise an Accept header that names JSON and does not also take HTML.
 */
export function wantsJson(request: Request): boolean {
  const type = mediaTypeOf(request);
  if (type === 'json') return true;
  const accept = request.headers.get('Accept')?.toLowerCase() ?? '';
  if (accept.includes('application/json') && !accept.includes('text/html')) return true;
  return request.method === 'POST' && type === 'other';
}
