import { HTTPException } from 'hono/http-exception';

/** The posted form. @throws HTTPException 400 when the body is no form */
export async function formOf(request: Request): Promise<FormData> {
  try {
    return await request.formData();
  } catch (cause) {
    throw new HTTPException(400, { message: 'This is not a form.', cause });
  }
}

/** A text field; `''` when it is missing or a file. */
export function field(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}
