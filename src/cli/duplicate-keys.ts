import type { TemplateFile } from '../validation/assembly';

/** With more of them, it is not tried which of them matter. */
const MOST = 10;

/** What is said of a key that a template has twice. */
interface DuplicateKeyProblem {
  readonly text: string;
  readonly matters: boolean;
}

/** What is said of the keys that templates have twice. */
export interface DuplicateKeys {
  /** One for each key. */
  readonly problems: readonly DuplicateKeyProblem[];
  /** Whether the output depends on which one counts. */
  readonly matter: boolean;
}

/**
 * The keys that templates have twice. CloudFormation documents nowhere which one counts, so the output is compared with
 * that of the templates without the last one.
 *
 * @param output What is to be printed of templates.
 */
export function duplicateKeys(templates: readonly TemplateFile[], output: (templates: readonly TemplateFile[]) => string): DuplicateKeys {
  const all = templates.flatMap((template) => (
    template.duplicates?.keys.map(({ key, position }, index) => ({ template, key, position, index })) ?? []
  ));
  if (all.length === 0) { return { problems: [], matter: false }; }
  const asIs = output(templates);
  const differs = (isLeftOut: (template: TemplateFile, index: number) => boolean) => output(templates.map((template) => {
    const { duplicates, source } = template;
    return duplicates ? { ...template, source: { ...source, json: duplicates.without((index) => isLeftOut(template, index)) } } : template;
  })) !== asIs;
  const alone = all.map(({ template, index }) => all.length > MOST || differs((other, i) => other === template && i === index));
  const together = alone.includes(true) || differs(() => true);
  const problems = all.map(({ template: { path }, key, position: { line, column } }, i) => {
    const matters = alone[i] || (together && !alone.includes(true));
    const text = `${path}:${line}:${column}: ${matters ? 'error' : 'warning'}: the key ${JSON.stringify(key)} is there twice`;
    return { text: `${text}${matters ? ', and what is found depends on which one counts' : ''}`, matters };
  });
  return { problems, matter: together };
}
