import type { Finding } from './attack';
import { Ternary } from '../../src/template/ternary';

const MOST = 12;

/** What was found, in words: who may do what to what, in which circumstances, and which statement allows it. */
export function report(findings: readonly Finding[]): string[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const { attacker, target, by, answer } = finding;
    const name = [attacker.who, attacker.name, target.arn, answer, ...by].join('\n');
    groups.set(name, [...groups.get(name) ?? [], finding]);
  }
  const lines = [...groups.values()].map(inWords);
  return lines.length > MOST ? [...lines.slice(0, MOST), `... and ${lines.length - MOST} more`] : lines;
}

function inWords(findings: readonly Finding[]): string {
  const [{ specimen, attacker: { who, name, principal }, target, resource, context, answer, by }] = findings;
  const actions = [...new Set(findings.map(({ action }) => action))];
  return [
    `${specimen}: ${who} (${name}, ${String(principal.names[0] ?? 'anonymous')})`,
    `  ${answer === Ternary.UNKNOWN ? 'may be allowed' : 'is allowed'} ${actions.slice(0, 6).join(', ')}${actions.length > 6 ? ` and ${actions.length - 6} more` : ''}`,
    `  on ${resource}${resource === target.arn ? '' : ` (${target.arn})`}`,
    `  with ${JSON.stringify(context)}${findings.length > actions.length ? ', among others' : ''}`,
    `  by ${by.length > 0 ? by.join('; ') : 'his own rights, and nothing denies it'}`,
  ].join('\n');
}
