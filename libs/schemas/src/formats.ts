import addFormats, { type FormatName } from 'ajv-formats';
import type { Ajv2020 } from 'ajv/dist/2020';
import { spend } from './work';

/** Those whose expressions are linear, or quadratic at most, which does no harm to texts as short as these. */
export const FORMATS = [
  'date',
  'time',
  'date-time',
  'duration',
  'email',
  'hostname',
  'ipv4',
  'ipv6',
  'uri',
  'uuid',
  'json-pointer',
] as const satisfies readonly FormatName[];

const MAX_LENGTH = 1024;

type Check = ((text: string) => boolean) | RegExp;

/** Gives ajv the formats; a longer text is of none of them. */
export function addSafeFormats(ajv: Ajv2020): void {
  for (const name of FORMATS) {
    const format = addFormats.get(name) as Check | { readonly validate: Check };
    const check = typeof format === 'object' && 'validate' in format ? format.validate : format;
    const test = check instanceof RegExp ? (text: string) => check.test(text) : check;
    ajv.addFormat(name, (text: string) => {
      spend(text.length);
      return text.length <= MAX_LENGTH && test(text);
    });
  }
}
