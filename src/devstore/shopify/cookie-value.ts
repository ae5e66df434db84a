/** The value of a cookie that is made of letters, digits, dots and hyphens; undefined when there is none. */
export function cookieValue(request: Request, name: string): string | undefined {
  return new RegExp(`(?:^|;\\s*)${name}=([\\w.-]+)`).exec(request.headers.get('cookie') ?? '')?.[1];
}
