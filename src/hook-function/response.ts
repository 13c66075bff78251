import { type Annotation, annotationsOf, cut } from './annotations';
import type { Configuration } from './configuration';
import type { Judged } from './judged';
import type { HookRequest } from './request';
import { counted, printable, type ReportedFinding } from '../validation/reports';
import { pageOf, Severity } from '../validation/rules';

/**
 * What the function of a Lambda Hook answers.
 *
 * @see https://docs.aws.amazon.com/cloudformation-cli/latest/hooks-userguide/lambda-hooks-create-lambda-function.html
 */
export interface HookResponse {
  readonly hookStatus: 'SUCCESS' | 'FAILED';
  readonly errorCode?: 'NonCompliant' | 'InternalFailure';
  readonly message: string;
  readonly clientRequestToken?: string;
  readonly annotations?: readonly Annotation[];
}

/** CloudFormation truncates longer messages; Cloud Control API those of more than 1,024 characters. */
const LONGEST_MESSAGE = 4_096;
const LONGEST_OF_CLOUD_CONTROL = 1_024;

/** What was found. */
export function foundResponse(request: HookRequest, judged: Judged, configuration: Configuration): HookResponse {
  const { failing } = judged;
  const annotations = annotationsOf(judged);
  const response = { clientRequestToken: request.token, ...annotations.length === 0 ? {} : { annotations } };
  return failing.length === 0
    ? { hookStatus: 'SUCCESS', message: cut(passedMessage(judged, configuration), longestOf(request)), ...response }
    : { hookStatus: 'FAILED', errorCode: 'NonCompliant', message: failedMessage(judged, configuration, longestOf(request)), ...response };
}

/** That there was nothing to check. */
export function skippedResponse({ token }: HookRequest, message: string): HookResponse {
  return { hookStatus: 'SUCCESS', message, clientRequestToken: token };
}

/** That nothing could be checked. Whether the operation goes on is decided by the failure mode of the Hook. */
export function failureResponse(token: string | undefined, why: string): HookResponse {
  return {
    hookStatus: 'FAILED',
    errorCode: 'InternalFailure',
    message: cut(printable(`cdk-s3-encryption could not check the operation: ${why}.`), LONGEST_OF_CLOUD_CONTROL),
    clientRequestToken: token,
  };
}

function longestOf({ isCloudControl }: HookRequest): number {
  return isCloudControl ? LONGEST_OF_CLOUD_CONTROL : LONGEST_MESSAGE;
}

function passedMessage(judged: Judged, configuration: Configuration): string {
  const { findings, buckets } = judged;
  const found = findings.length === 0 ? 'no findings' : `${counted(findings.length, 'finding')} for which the Hook doesn't fail`;
  return `${checkedBy(judged, configuration)}: ${counted(buckets, 'bucket')}, ${found}.`;
}

function checkedBy({ rulesOfOneResource: count }: Judged, { ruleSetName }: Configuration): string {
  const only = count === undefined ? '' : `, ${counted(count, 'rule')} that can be checked on a resource alone`;
  return `cdk-s3-encryption (${ruleSetName}${only})`;
}

/** As many findings as there is room for; each names the resource, the rule, the fix, and the page of the rule. */
function failedMessage(judged: Judged, configuration: Configuration, longest: number): string {
  const { failing } = judged;
  const errors = failing.filter(({ severity }) => severity === Severity.ERROR).length;
  const warnings = failing.length - errors;
  const counts = [errors > 0 ? counted(errors, 'error') : [], warnings > 0 ? counted(warnings, 'warning') : []].flat().join(' and ');
  let message = `${checkedBy(judged, configuration)}: ${counts}.`;
  for (const [i, finding] of failing.entries()) {
    const left = failing.length - i - 1;
    const text = ` [${i + 1}] ${textOf(finding)}`;
    const room = longest - message.length - (left === 0 ? 0 : moreText(left).length);
    if (text.length > room && i > 0) { return `${message}${moreText(left + 1)}`; }
    message += cut(text, room);
  }
  return message;
}

function moreText(left: number): string {
  return ` ${left} more: see the annotations of the Hook result (aws cloudformation get-hook-result).`;
}

function textOf({ logicalId, rule, message, fix }: ReportedFinding): string {
  const page = pageOf(rule);
  return printable(`${logicalId}: ${rule.name}: ${message} Fix: ${fix}${page === undefined ? '' : ` ${page}`}`);
}
