/** Forms that Shopify's captcha guards; activation and reset are not among them. shopify.dev, "Captcha". */
export const CAPTCHA_FORMS: ReadonlySet<string> = new Set([
  'customer_login',
  'create_customer',
  'recover_customer_password',
]);

export const CAPTCHA_FIELD = 'h-captcha-response';

/** The bare 400 for a guarded form that came without the captcha's answer; undefined when it may go on. */
export function captchaRefusal(isOn: boolean, formType: string, form: FormData): Response | undefined {
  const missing = isOn && CAPTCHA_FORMS.has(formType) && !form.get(CAPTCHA_FIELD);
  return missing ? new Response(null, { status: 400 }) : undefined;
}
