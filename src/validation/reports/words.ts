import { type Report, type ReportedFinding, ReportedStatus } from './report';
import { Topic } from '../rules';

/** How reports call a resource. */
export function placeOf({ logicalId, constructPath }: Pick<ReportedFinding, 'logicalId' | 'constructPath'>): string {
  return constructPath === undefined ? logicalId : `${constructPath} (${logicalId})`;
}

/** The line with which every report ends. */
export function summaryText({ summary, templates, findings, failures, resolved }: Report): string {
  const { buckets, errors, warnings, unknown, acknowledged } = summary;
  const known = resolved === undefined && summary.known === 0 ? '' : `, ${summary.known} known`;
  const compared = resolved === undefined ? known : `${known}, ${summary.resolved} resolved`;
  const unread = failures.length > 0 ? `, ${failures.length} not read` : '';
  return `${counted(buckets, 'bucket')} in ${counted(templates.length, 'template')}: ${counted(errors, 'error')}, ${counted(warnings, 'warning')}, `
    + `${unknown} that cannot be determined, ${acknowledged} acknowledged${compared}${unread}${notSeen(findings)}`;
}

/** How much of the templates no rule has seen. */
function notSeen(findings: readonly ReportedFinding[]): string {
  const parts = findings.filter(({ rule, status }) => rule.topic === Topic.TEMPLATES && status === ReportedStatus.UNKNOWN);
  return parts.length === 0 ? '' : `; ${counted(parts.length, 'part')} of the templates not seen`;
}

export function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
