import { isQuirk, QUIRK_LIST } from './quirk-list.ts';

const MINUTE_MS = 60_000;

/**
 * Turns a posted form of the controls page into what would have been posted as JSON. It judges nothing:
 * what a person typed wrongly comes out wrong, for `parseChanges` to name. Field names are those of the
 * JSON with dots, `quirks.theme`, `faults.cdn.kind`; a window is in minutes.
 */
export function changesFromForm(form: URLSearchParams): Readonly<Record<string, unknown>> {
  const changes: Record<string, unknown> = {};
  const quirks: Record<string, unknown> = {};
  const faults: Record<string, unknown> = {};

  for (const name of new Set(form.keys())) {
    const [area = '', member = '', ...more] = name.split('.');
    if (area === 'quirks') quirks[member] = quirkFrom(member, form);
    else if (area === 'faults') faults[member] = faultFrom(member, form);
    else if (area === 'customerState') changes[area] = customerStateFrom(form);
    else if (more.length === 0) changes[name] = plain(name, form.get(name) ?? '');
  }
  if (Object.keys(quirks).length > 0) changes['quirks'] = quirks;
  if (Object.keys(faults).length > 0) changes['faults'] = faults;
  return changes;
}

function plain(name: string, text: string): unknown {
  if (name === 'reset') return text === 'true' ? true : text;
  return number(text);
}

function quirkFrom(name: string, form: URLSearchParams): unknown {
  // A box that is not ticked sends nothing, so each has a hidden "false" in front of it.
  const text = form.getAll(`quirks.${name}`).at(-1) ?? '';
  if (!isQuirk(name)) return text;
  switch (QUIRK_LIST[name].kind) {
    case 'switch':
      return text === 'true' || (text === 'false' ? false : text);
    case 'number':
      return number(text);
    case 'limit': {
      const count = form.get(`quirks.${name}.count`) ?? '';
      if (count === '') return null;
      const minutes = number(form.get(`quirks.${name}.minutes`) ?? '');
      return {
        count: number(count),
        windowMs: typeof minutes === 'number' ? Math.round(minutes * MINUTE_MS) : minutes,
      };
    }
    case 'records':
      return json(text);
    default:
      return text;
  }
}

function faultFrom(target: string, form: URLSearchParams): unknown {
  const member = (name: string) => form.get(`faults.${target}.${name}`) ?? '';
  const kind = member('kind');
  if (kind === '') return null;
  const times = member('times');
  return {
    kind,
    ...(kind === 'delay' && { ms: number(member('ms')) }),
    ...(kind === 'status' && { status: number(member('status')) }),
    ...(times !== '' && { times: number(times) }),
  };
}

function customerStateFrom(form: URLSearchParams): unknown {
  return {
    customerId: number(form.get('customerState.customerId') ?? ''),
    state: form.get('customerState.state'),
  };
}

/** The number, or the text where it is none. */
function number(text: string): number | string {
  return text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text);
}

function json(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
