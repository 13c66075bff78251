import { isRawMap } from './raw';

/** What one piece of a template calls by one name, and the other by another. */
export class Renaming {
  // They are two at most, so that lists are faster than maps.
  private readonly before: string[] = [];
  private readonly after: string[] = [];

  /**
   * @param acrossTemplates Whether the pieces stand in different templates. Then no name that is not renamed means the
   * same, nor does a function that looks elsewhere in its template.
   */
  constructor(readonly acrossTemplates: boolean) {}

  add(here: string, there: string): void {
    this.before.push(here);
    this.after.push(there);
  }

  /** A name that stands for itself here may not be the new name of another there. */
  isSame(here: unknown, there: unknown): boolean {
    if (typeof here !== 'string' || typeof there !== 'string') { return false; }
    const index = this.before.indexOf(here);
    if (index >= 0) { return this.after[index] === there; }
    return here === there && !this.after.includes(there) && (!this.acrossTemplates || here.startsWith('AWS::'));
  }
}

/** Functions whose value follows from what stands in them. */
const SELF_CONTAINED = new Set(['Fn::Join', 'Fn::Select', 'Fn::Split', 'Fn::Base64']);

/**
 * Whether two pieces of templates are the same apart from the logical ids of some resources.
 *
 * Compares what is written, without interpreting it: pieces that say the same in different forms are not alike.
 */
export function alike(here: unknown, there: unknown, renaming: Renaming): boolean {
  if (here === there) { return typeof here !== 'object' || here === null || !renaming.acrossTemplates; }
  if (Array.isArray(here)) {
    if (!Array.isArray(there) || here.length !== there.length) { return false; }
    for (let i = 0; i < here.length; i++) { if (!alike(here[i], there[i], renaming)) { return false; } }
    return true;
  }
  if (!isRawMap(here) || !isRawMap(there)) { return false; }
  // Counted rather than listed: this is done for every bucket of an app.
  let more = 0;
  for (const name in here) {
    // What is not the other's own is a function, or the count finds it out.
    const other = there[name];
    if (other === undefined || !alikeUnder(name, here[name], other, renaming)) { return false; }
    more++;
  }
  for (const _name in there) { more--; }
  return more === 0;
}

function alikeUnder(name: string, here: unknown, there: unknown, renaming: Renaming): boolean {
  if (name === 'Ref') { return renaming.isSame(here, there); }
  if (!name.startsWith('Fn::')) { return alike(here, there, renaming); }
  if (name === 'Fn::GetAtt') {
    return Array.isArray(here) && Array.isArray(there) && here.length === 2 && there.length === 2
      && here[1] === there[1] && renaming.isSame(here[0], there[0]);
  }
  if (name === 'Fn::Sub') { return typeof here === 'string' && typeof there === 'string' && isSameText(here, there, renaming); }
  return (!renaming.acrossTemplates || SELF_CONTAINED.has(name)) && alike(here, there, renaming);
}

/** Text with references in it: `${Bucket}` and `${Bucket.Arn}`. */
function isSameText(here: string, there: string, renaming: Renaming): boolean {
  const [pieces, others] = [here.split(REFERENCE), there.split(REFERENCE)];
  return pieces.length === others.length
    && pieces.every((piece, i) => (i % 2 === 0 ? piece === others[i] : renaming.isSame(piece, others[i])));
}

/** The name in a reference, captured, so that it stands at the odd places of what is split. */
const REFERENCE = /\$\{([A-Za-z0-9:]+)(?=[.}])/;
