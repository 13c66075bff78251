import type { Configuration } from './configuration';
import type { Deadline } from './deadline';
import type { Payload } from './payload';
import { Action, type HookRequest, type HookResource, RequestError } from './request';
import { rulesOfOneResource } from './rules-of-one-resource';
import { type Origin, resourceFile, templateFile, UnreadableError } from './templates';
import { App } from '../template';
import type { TemplateFile } from '../validation/assembly';
import { duplicateKeys } from '../validation/assembly/internal';
import { Posture } from '../validation/posture';
import { Baseline, type Comparison, jsonReport, type Report, type ReportedFinding, ReportedStatus, reportOf } from '../validation/reports';
import { Severity } from '../validation/rules';

/** What the rules find in what CloudFormation is about to do. */
export interface Judged {
  readonly findings: readonly ReportedFinding[];
  /** Those because of which the Hook fails, the worst first. */
  readonly failing: readonly ReportedFinding[];
  readonly buckets: number;
  /** How many rules ran, if not all of the rule set could. */
  readonly rulesOfOneResource?: number;
}

/**
 * Runs the rules on the template of a stack or change set: as the CLI does, in the account and Region of the request.
 *
 * @throws UnreadableError, TooLateError
 */
export function judgedTemplates(request: HookRequest, payload: Payload, configuration: Configuration, deadline: Deadline): Judged {
  const { template, previousTemplate } = payload;
  if (template === undefined) { throw new UnreadableError(`the request to ${request.action} has no template`); }
  const origin = originOf(request, configuration);
  const current = templateFile(template, origin);
  const before = configuration.newFindingsOnly && previousTemplate !== undefined ? readable(() => templateFile(previousTemplate, origin)) : undefined;
  const judge = (files: readonly TemplateFile[], baseline?: Comparison) => deadline.run(() => reportOn(files, configuration, baseline));
  const baseline = () => before && Baseline.of(judge([before])).compared();
  const { problems, matter } = duplicateKeys([current], (files) => jsonReport(judge(files, baseline())));
  if (matter) { throw new UnreadableError(`the template has duplicate keys: ${problems.map(({ text }) => text).join('; ')}`); }
  return judged(judge([current], baseline()), configuration);
}

// docs/decisions/0121
/**
 * Runs the rules on a resource alone: those that need no other, and of them what is certain.
 *
 * @throws RequestError if there is no such rule: what nothing has checked does not pass
 */
export function judgedResource(request: HookRequest, resource: HookResource, configured: Configuration): Judged {
  const configuration = { ...configured, ruleSet: rulesOfOneResource(configured.ruleSet) };
  const { length: rulesOfOne } = configuration.ruleSet.ruleNames;
  if (rulesOfOne === 0) { throw new RequestError('no rule of the rule set can be checked on a resource alone'); }
  const origin = originOf(request, configuration);
  const { properties, previousProperties } = resource;
  const before = configuration.newFindingsOnly && request.action === Action.UPDATE ? previousProperties : undefined;
  const baseline = before === undefined ? undefined : Baseline.of(reportOn([resourceFile(resource, before, origin)], configuration)).compared();
  const report = reportOn([resourceFile(resource, properties, origin)], configuration, baseline);
  const found = judged({ ...report, findings: report.findings.filter(({ isUndetermined }) => !isUndetermined) }, configuration);
  return { ...found, rulesOfOneResource: rulesOfOne };
}

function reportOn(files: readonly TemplateFile[], { ruleSet }: Configuration, baseline?: Comparison): Report {
  return reportOf(Posture.of(App.of(files.map(({ source }) => source))), ruleSet, files, { baseline });
}

function judged({ findings, summary: { buckets } }: Pick<Report, 'findings' | 'summary'>, { failOnWarnings }: Configuration): Judged {
  const rank = ({ severity }: ReportedFinding) => (severity === Severity.ERROR ? 0 : 1);
  const failing = findings.filter(({ status, severity, isKnown }) => (
    status !== ReportedStatus.ACKNOWLEDGED && !isKnown && (severity === Severity.ERROR || (failOnWarnings && severity === Severity.WARNING))
  ));
  return { findings, failing: [...failing].sort((a, b) => rank(a) - rank(b)), buckets };
}

function originOf({ account, region, stackName }: HookRequest, { acceptAcknowledgements }: Configuration): Origin {
  return { account, region, stackName, acceptAcknowledgements };
}

/** What cannot be read has no findings that are known. */
function readable<Read>(read: () => Read): Read | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnreadableError) { return undefined; }
    throw error;
  }
}
