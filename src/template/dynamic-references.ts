import { HandedInHole, textKey } from './holes';
import { mapOptions } from './possibilities';
import { Scope } from './scope';
import { concat } from './text';
import { Text, Unknown, Value } from './value';

const OPENING = '{{resolve:';
const REFERENCE = /\{\{resolve:([a-z-]+):([^{}]*)\}\}/g;

export function hasDynamicReference(text: string): boolean {
  return text.includes(OPENING);
}

/**
 * Text with references to Parameter Store or Secrets Manager in it. What is stored is not known, but it is the same
 * wherever the same reference stands in the same account and Region; and it is known where a stack of the app wrote it.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
 */
export function withDynamicReferences(text: string, scope: Scope): Value {
  const pieces: Value[] = [];
  let end = 0;
  for (const match of text.matchAll(REFERENCE)) {
    pieces.push(text.slice(end, match.index), referenced(match[0].slice(2, -2), match[1], match[2], scope));
    end = match.index + match[0].length;
  }
  pieces.push(text.slice(end));
  return concat(pieces);
}

/** Finishes text that a function put together: only now its pieces may have become a dynamic reference. */
export function settled(value: Value, scope: Scope): Value {
  return mapOptions(value, 'resolve', (option) => {
    if (typeof option === 'string') { return hasDynamicReference(option) ? withDynamicReferences(option, scope) : option; }
    return option instanceof Text && option.parts.some((part) => typeof part === 'string' && hasDynamicReference(part))
      ? new Unknown('it is a dynamic reference', new HandedInHole(textKey(option), option.toString()))
      : option;
  });
}

function referenced(reference: string, service: string, name: string, scope: Scope): Value {
  const { account, region } = scope.environment;
  const stored = service === 'ssm' ? scope.stored(name, region) : undefined;
  return stored ?? Text.of(new HandedInHole(`${reference} of ${account ?? 'the account'} in ${region ?? 'the Region'}`, `{{${reference}}}`));
}
