import { memo } from '../memo';
import { isRawMap, isScalar, own, RawMap } from '../raw';
import { Scope } from '../scope';
import { collectionOf } from './collection';
import { expand, Expansion } from './expansion';

const TRANSFORM = 'AWS::LanguageExtensions';

/** So many expansions of one template are remembered. */
const MOST_REMEMBERED = 16;

/** An expansion, and what it was told of the collections that it asked about. */
interface Remembered {
  readonly answers: readonly (readonly [raw: unknown, answer: string])[];
  readonly expansion: Expansion;
}

const remembered = memo((_: RawMap): Remembered[] => []);

/** Whether a template asks for its loops to be written out. */
export function isExtended(transforms: readonly (string | undefined)[]): boolean {
  return transforms.includes(TRANSFORM);
}

function isLiteral(raw: unknown): boolean {
  return Array.isArray(raw) && raw.every(isScalar);
}

/**
 * A template in which its loops are written out.
 *
 * An app is interpreted in many cases, and the collections are the same in most of them: so are the resources.
 *
 * @param scope What the template itself says, as far as parameters, mappings and conditions go.
 */
export function extended(template: RawMap, scope: Scope): Expansion {
  const section = own(template, 'Parameters');
  const parameters = isRawMap(section) ? section : {};
  const read = (raw: unknown) => collectionOf(raw, scope.resolve(raw), parameters);
  const known = remembered(template);
  const found = known.find(({ answers }) => answers.every(([raw, answer]) => JSON.stringify(read(raw)) === answer));
  if (found) { return found.expansion; }
  const answers: [raw: unknown, answer: string][] = [];
  const expansion = expand(template, (raw) => {
    const collection = read(raw);
    // What is written out is the same in every case.
    if (!isLiteral(raw)) { answers.push([raw, JSON.stringify(collection)]); }
    return collection;
  });
  if (known.length < MOST_REMEMBERED) { known.push({ answers, expansion }); }
  return expansion;
}
