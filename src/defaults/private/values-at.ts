import { type Attribute, EACH } from '../../services';

/**
 * What can stand where steps lead in a property of a template: each branch of a choice, each element of a list, and nothing where
 * there is nothing.
 */
export function valuesAt(value: unknown, steps: readonly (string | number | Attribute)[]): unknown[] {
  if (value === undefined || value === null || isNoValue(value)) { return []; }
  const [first, ...others] = steps;
  const branches = (value as { readonly 'Fn::If'?: unknown })['Fn::If'];
  if (Array.isArray(branches)) { return branches.slice(1).flatMap((branch) => valuesAt(branch, steps)); }
  if (first === undefined) { return [value]; }
  if (first === EACH) { return Array.isArray(value) ? value.flatMap((element) => valuesAt(element, others)) : []; }
  if (typeof first === 'object') {
    const entries = Array.isArray(value) ? value.flatMap((element) => valuesAt(element, [])) : [];
    return entries.filter((entry) => (entry as { readonly Key?: unknown }).Key === first.attribute).flatMap((entry) => valuesAt(entry, others));
  }
  return typeof value === 'object' ? valuesAt((value as { readonly [step: string]: unknown })[first], others) : [];
}

function isNoValue(value: unknown): boolean {
  return (value as { readonly Ref?: unknown }).Ref === 'AWS::NoValue';
}
