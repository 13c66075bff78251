import { valuesAt } from './values-at';
import type { MarkedResource } from '../../cdk';
import { LOG_SERVICES } from '../../services';

const CALLS = LOG_SERVICES.flatMap(({ calls = [] }) => calls);

/** What names the buckets for the reports of jobs that a custom resource of the CDK creates by calls of an AWS SDK. */
export function bucketsReportedTo({ Type: type = '', Properties }: MarkedResource): unknown[] {
  if (!type.startsWith('Custom::')) { return []; }
  return ['Create', 'Update'].flatMap((when) => valuesAt(Properties, [when])).flatMap((text) => {
    const call = parsed(text);
    const action = String(valuesAt(call, ['action'])[0]).toLowerCase();
    const known = CALLS.find(({ operation }) => [operation, `${operation}Command`].some((name) => name.toLowerCase() === action));
    return known ? valuesAt(call, ['parameters', ...known.within, known.bucket]) : [];
  });
}

function parsed(text: unknown): unknown {
  if (typeof text !== 'string') { return text; }
  try { return JSON.parse(text) as unknown; } catch { return undefined; }
}
