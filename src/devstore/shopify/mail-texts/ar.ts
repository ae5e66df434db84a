import type { MailTexts } from './index.ts';
import { paragraphs } from './paragraphs.ts';

const hello = (firstName: string) => (firstName === '' ? 'مرحبًا،' : `مرحبًا ${firstName}،`);

/** Modern standard Arabic. */
export const ar: MailTexts = {
  'account-invite': ({ shopName, firstName, link, customMessage }) => ({
    subject: 'تفعيل حساب العميل',
    text: paragraphs(
      hello(firstName),
      customMessage,
      `لديك حساب في متجر ${shopName}. اختر كلمة مرور لبدء استخدامه:`,
      link,
      'يعمل الرابط مرة واحدة خلال 30 يومًا. إذا لم تكن تتوقع هذه الرسالة، فيمكنك تجاهلها.',
      shopName,
    ),
  }),
  'password-reset': ({ shopName, firstName, link }) => ({
    subject: 'إعادة تعيين كلمة مرور حساب العميل',
    text: paragraphs(
      hello(firstName),
      `طلب أحدهم كلمة مرور جديدة لحسابك في متجر ${shopName}. إذا كنت أنت من طلبها، فاخترها هنا:`,
      link,
      'إذا لم تكن أنت، فلن يتغير شيء ما دام الرابط لم يُستخدم.',
      shopName,
    ),
  }),
  'account-welcome': ({ shopName, firstName, link }) => ({
    subject: 'تأكيد حساب العميل',
    text: paragraphs(
      hello(firstName),
      `حسابك في متجر ${shopName} جاهز. يمكنك تسجيل الدخول من هنا في المرة القادمة:`,
      link,
      shopName,
    ),
  }),
  'sign-in-code': ({ shopName, firstName, code }) => ({
    subject: `رمز تسجيل الدخول إلى ${shopName}: ${code}`,
    text: paragraphs(
      hello(firstName),
      `${code} هو رمز تسجيل الدخول إلى ${shopName}.`,
      'الرمز صالح لوقت قصير، وأحدث رمز فقط هو الذي يعمل. لا حاجة إلى كلمة مرور.',
      'إذا لم تطلبه، يمكنك تجاهل هذه الرسالة.',
      shopName,
    ),
  }),
};
