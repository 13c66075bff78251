import type { ScalarTag } from 'yaml';

/**
 * What plain words mean in a template: YAML 1.1 as CloudFormation reads it. `yes` and `off` are booleans, `y` and `n` are
 * text, and so are dates, which CloudFormation does not know.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html
 */
export const SCALARS: ScalarTag[] = [
  scalar('null', /^(?:~|[Nn]ull|NULL)?$/, () => null),
  scalar('bool', /^(?:[Yy]es|YES|[Tt]rue|TRUE|[Oo]n|ON)$/, () => true),
  scalar('bool', /^(?:[Nn]o|NO|[Ff]alse|FALSE|[Oo]ff|OFF)$/, () => false),
  // An account such as 012345678901 is no number in base 8: it keeps its zero, as text.
  scalar('int', /^[-+]?0[0-7_]+$/, (text) => integer(text, 8)),
  scalar('int', /^[-+]?(?:0|[1-9][\d_]*)$/, (text) => integer(text, 10)),
  scalar('int', /^[-+]?0x[\da-fA-F_]+$/, (text) => integer(text.replace('0x', ''), 16)),
  scalar('int', /^[-+]?0b[01_]+$/, (text) => integer(text.replace('0b', ''), 2)),
  scalar('float', /^[-+]?(?:\d[\d_]*)?\.[\d_]*(?:[eE][-+]\d+)?$/, (text) => (/\d/.test(text) ? Number(text.replace(/_/g, '')) : text)),
];

function scalar(name: string, test: RegExp, resolve: (text: string) => unknown): ScalarTag {
  return { tag: `tag:yaml.org,2002:${name}`, default: true, test, resolve };
}

/** What no number can hold exactly stays text. */
function integer(text: string, base: number): number | string {
  const value = parseInt(text.replace(/_/g, ''), base);
  return Number.isSafeInteger(value) ? value : text;
}
