import { Annotations, type IAspect, type Stack, Stage, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { acknowledgedAt } from './acknowledged';
import { assetTemplates } from './asset-templates';
import { Constructs } from './constructs';
import { constructsReport } from './constructs-report';
import { adviceOf, type ReportedGroup, ReportedStatus, saidOf } from '../reports';
import { acknowledgementId, renamedHint, RuleSet } from '../rule-sets';
import { Severity } from '../rules';
import { sourceOf, stacksBelow } from './synthesized-stacks';

/**
 * Properties of `S3EncryptionAspect`.
 */
export interface S3EncryptionAspectProps {
  /**
   * Which rules run, and the severity of their findings.
   *
   * @default RuleSet.recommended()
   */
  readonly ruleSet?: RuleSet;
}

/**
 * Checks the S3 encryption of every bucket in a scope, including those of other libraries, and annotates the constructs with the findings.
 *
 * The checks run once the tree is final, on the templates as they will be written: property overrides, and what other
 * aspects change whatever their priority, are seen. Findings are acknowledged with
 * `Validations.of(construct).acknowledge({ id: 'S3Encryption::RuleName', reason })`.
 *
 * Like any aspect it does not enter Stages: add it to each Stage. It checks each Stage by itself. Where the buckets of one Stage
 * are named in another, `S3EncryptionChecks` sees both.
 *
 * @example
 * Aspects.of(app).add(new S3EncryptionAspect());
 */
export class S3EncryptionAspect implements IAspect {
  private readonly ruleSet: RuleSet;
  private readonly visited = new WeakSet<IConstruct>();
  /** The constructs that the aspect was added to, by their Stage. */
  private readonly scopes = new Map<Stage, Set<IConstruct>>();

  /**
   * @param props Which rules run
   */
  constructor(props: S3EncryptionAspectProps = {}) {
    this.ruleSet = props.ruleSet ?? RuleSet.recommended();
  }

  /**
   * Called by CDK with every construct in the scope.
   *
   * @param node The construct
   */
  public visit(node: IConstruct): void {
    this.visited.add(node);
    const parent = node.node.scope;
    // Scopes are visited before what is in them.
    if (parent && this.visited.has(parent)) { return; }
    const stage = Stage.isStage(node) ? node : Stage.of(node);
    if (!stage) { return; }
    const scopes = this.scopes.get(stage);
    if (scopes) {
      scopes.add(node);
    } else {
      this.scopes.set(stage, new Set([node]));
      // To look at templates now would be too early, and would freeze what other aspects may still change.
      stage.node.addValidation({ validate: () => this.annotate(stage) });
    }
  }

  /** Annotations stop the CDK CLI where they must; there is nothing to be thrown. */
  private annotate(stage: Stage): string[] {
    const stacks = stacksBelow(stage).filter((stack) => Stage.of(stack) === stage);
    const written = stacks.map((stack) => sourceOf(stack, rendered(stack)));
    const sources = [...written, ...assetTemplates(written, () => stage.assetOutdir)];
    const constructs = new Constructs(stacks, sources);
    const scopes = this.scopes.get(stage)!;
    const byPath = new Map<string, IConstruct>();
    const report = constructsReport({
      ruleSet: this.ruleSet,
      sources,
      constructs,
      isMeant: (construct) => construct!.node.scopes.some((one) => scopes.has(one)),
      acknowledgementOf: ({ rule }, construct) => {
        byPath.set(construct!.node.path, construct!);
        const acknowledged = acknowledgedAt(construct!, rule);
        if (acknowledged && acknowledged.id !== acknowledgementId(rule.name)) {
          Annotations.of(acknowledged.construct).addInfo(renamedHint(acknowledged.id, rule));
        }
        return acknowledged;
      },
    });
    for (const group of report.groups) {
      if (group.status === ReportedStatus.ACKNOWLEDGED) { continue; }
      for (const { constructPath } of group.findings) { annotateWith(group, byPath.get(constructPath!)!); }
    }
    return [];
  }
}

/** CDK has one annotation for each construct, whatever they have in common. */
function annotateWith(group: ReportedGroup, construct: IConstruct): void {
  const id = acknowledgementId(group.rule.name);
  const text = `${saidOf(group)} Fix: ${adviceOf(group)}`;
  switch (group.isKnown ? Severity.INFO : group.severity) {
    case Severity.ERROR:
      Validations.of(construct).addError(id, text);
      break;
    case Severity.WARNING:
      Validations.of(construct).addWarning(id, text);
      break;
    case Severity.INFO:
      Annotations.of(construct).addInfoV2(id, text);
  }
}

/** The template as it will be written. CDK gives it to nobody before it has written it. */
function rendered(stack: Stack): unknown {
  const template = (stack as Stack & { _toCloudFormation(): unknown })._toCloudFormation();
  return JSON.parse(JSON.stringify(stack.resolve(template)));
}
