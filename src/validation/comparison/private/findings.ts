import type { Pair } from './paired-resources';
import { nameOf } from './renamed';
import type { Resource } from '../../../template';
import type { TemplateFile } from '../../assembly';
import { Bucket, type Key, type Posture } from '../../posture';
import { Baseline, type ReportedFinding, ReportedStatus, reportOf, type ResolvedFinding } from '../../reports';
import type { RuleSet } from '../../rule-sets';
import { type RuleMetadata, Severity } from '../../rules';
import { Effect } from '../effect';
import type { NewFinding, PostureDiff } from '../posture-diff';

type Findings = Pick<PostureDiff, 'newFindings' | 'resolvedFindings'>;

/** The templates of one side, and what they come to. */
interface Judged {
  readonly templates: readonly TemplateFile[];
  readonly posture: Posture;
}

/** What rules find after the change alone, and what they found before it alone. */
export function findingsOf(
  sides: { readonly before: Judged; readonly after: Judged },
  pairs: readonly Pair<Bucket | Key>[],
  rules: RuleSet,
  onRule?: (rule: RuleMetadata) => void,
): Findings {
  const beside = onRule === undefined ? {} : { onRule };
  const former = reportOf(sides.before.posture, rules, sides.before.templates, beside);
  const baseline = Baseline.of(former).compared();
  const present = reportOf(sides.after.posture, rules, sides.after.templates, { ...beside, baseline });
  const moved = new Map(pairs.flatMap(({ before, after }) => (
    before && after && nameOf(before.resource) !== nameOf(after.resource) ? [[nameOf(after.resource), before.resource.logicalId] as const] : []
  )));
  const resolved = [...present.resolved ?? []];
  const fresh = present.findings.filter(({ isKnown, status }) => !isKnown && status !== ReportedStatus.ACKNOWLEDGED).filter((finding) => {
    // What a resource keeps under another logical ID is neither new nor resolved.
    const logicalId = moved.get(nameOf({ template: finding.template.name, logicalId: finding.logicalId }));
    const at = logicalId === undefined ? -1 : resolved.findIndex((one) => (
      one.rule === finding.rule.name && one.logicalId === logicalId && one.property === finding.property
    ));
    if (at >= 0) { resolved.splice(at, 1); }
    return at < 0;
  });
  const { app } = sides.before.posture;
  // Nothing was corrected where a bucket or key is no longer in the templates.
  const gone = new Set(pairs.flatMap(({ before, after }) => (before && !after ? [before.resource, ...policiesOf(before)].map(nameOf) : [])));
  const isGone = ({ template, logicalId }: ResolvedFinding) => (
    sides.before.templates.some(({ path, source }) => path === template && gone.has(nameOf({ template: source.name, logicalId })))
  );
  const isNew = ({ template: { name }, logicalId }: ReportedFinding) => (
    app.template(name)?.resource(logicalId) === undefined && !moved.has(nameOf({ template: name, logicalId }))
  );
  return {
    newFindings: fresh.map((finding): NewFinding => ({ finding, effect: effectOfFinding(finding, isNew(finding)) })),
    resolvedFindings: resolved.filter((one) => isOfConsequence(one) && !isGone(one)),
  };
}

function policiesOf(one: Bucket | Key): readonly Resource[] {
  return one instanceof Bucket ? one.policies.map(({ resource }) => resource) : [];
}

function isOfConsequence({ severity }: ResolvedFinding): boolean {
  return severity !== Severity.INFO;
}

// docs/decisions/0104
/** A warning about a resource that is new is advice; of one that was there, it says that something has become worse. */
function effectOfFinding({ severity, isUndetermined }: ReportedFinding, isAboutNew: boolean): Effect {
  if (isUndetermined) { return Effect.UNDETERMINED; }
  return severity === Severity.ERROR || (severity === Severity.WARNING && !isAboutNew) ? Effect.WEAKER : Effect.OTHER;
}
