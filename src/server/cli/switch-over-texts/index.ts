import { FIRST_LOCALES, type FirstLocale } from '../../../contracts/mail-providers/provider.ts';
import { DE } from './de.ts';
import { EN } from './en.ts';
import { FR } from './fr.ts';
import { NB } from './nb.ts';
import type { SwitchOverTexts } from './text.ts';

export const SWITCH_OVER_LOCALES = FIRST_LOCALES;
export type SwitchOverLocale = FirstLocale;

export const SWITCH_OVER_TEXTS: Readonly<Record<SwitchOverLocale, SwitchOverTexts>> = {
  en: EN,
  nb: NB,
  de: DE,
  fr: FR,
};
