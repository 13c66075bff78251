import { Annotations, aws_s3 as s3, type CfnResource, Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { BucketDefaultsChange } from './bucket-defaults-change';
import type { EncryptedBucketDefaultsProps } from './encrypted-bucket-defaults-props';
import { BucketUses } from './private/bucket-uses';
import { seenBucket, withEncryption } from './private/injection';
import { lastInStage } from './private/last-in-stage';
import { settleAccess } from './private/settle-access';
import { isInjected, type Outcome, settleEncryption } from './private/settle-encryption';
import { ENCRYPTED_BUCKET_DEFAULTS_PROPS } from './shapes';
import { constructAround, contradictionRefusal, hasInjector, injectAfterOthers, refusal } from '../cdk';
import { ConstructMap, PathPattern } from '../construct-state';
import { DefaultEncryption } from '../keys';
import { areOwnProps, decidesItself } from '../mixins/internal';
import { isBucket } from '../policy';
import { assertShape, assertValue, CONSTRUCT } from '../shapes';

// docs/decisions/0106
/**
 * Applies the settings of an `EncryptedBucket` to every bucket in a scope.
 *
 * It covers each `s3.Bucket`, buckets of third-party constructs, and L1 buckets of included templates. It doesn't change `EncryptedBucket`
 * and `LogBucket`. Settings that are already specified for a bucket are kept, even if the checks report them.
 *
 * Default encryption is set when an `s3.Bucket` is created, so that grants include its key. All other settings are applied at synthesis,
 * after all aspects: statements of the bucket policy (TLS, Signature Version 4, upload encryption, SSE-C), blocking of
 * SSE-C, and S3 Block Public Access. Statements are added to the existing bucket policy.
 *
 * If defaults are applied to a scope and to another scope around it, the defaults of the inner scope take precedence.
 *
 * Call it before the buckets are created. Stages that are created later are included as soon as an `s3.Bucket` is created in
 * them. For a Stage that has only L1 buckets, call it on that Stage; otherwise, synthesis fails.
 *
 * @see https://docs.aws.amazon.com/cdk/v2/guide/blueprints.html
 * @example
 * EncryptedBucketDefaults.applyTo(app);
 *
 * // A key for each bucket that can have one
 * EncryptedBucketDefaults.applyTo(this, {
 *   encryption: DefaultEncryption.sseKms(),
 *   exemptPaths: ['MyStack/ThirdParty'],
 * });
 */
export class EncryptedBucketDefaults {
  /**
   * Applies the defaults to all buckets in a scope, including those of Stages and nested stacks.
   *
   * Applying the same defaults to a scope again changes nothing.
   *
   * @param scope The scope, such as an `App`, a `Stage` or a `Stack`
   * @param props The settings to apply, and the buckets to exclude
   * @returns the defaults, which list their changes after synthesis
   * @throws if other defaults have already been applied to the scope, or if `oneKeyPerStack` is set but `encryption` creates no keys
   */
  public static applyTo(scope: IConstruct, props: EncryptedBucketDefaultsProps = {}): EncryptedBucketDefaults {
    assertValue(nameOf(scope), 'scope', scope, CONSTRUCT);
    assertShape(nameOf(scope), props, ENCRYPTED_BUCKET_DEFAULTS_PROPS);
    assertOneKeyPerStack(scope, props);
    const before = APPLIED.get(scope);
    if (before) {
      if (isSame(before.props, props)) { return before.defaults; }
      throw contradictionRefusal(scope, 'EncryptedBucketDefaults cannot be applied: other defaults have already been applied to the scope',
        'apply the defaults to a scope once');
    }
    const defaults = new EncryptedBucketDefaults(scope, props);
    APPLIED.set(scope, { props, defaults });
    defaults.apply();
    return defaults;
  }

  private readonly exemptPatterns: readonly PathPattern[];
  private readonly stages = new Set<IConstruct>();
  private readonly outcomes = new Map<CfnResource, readonly Outcome[]>();

  private constructor(private readonly scope: IConstruct, private readonly props: EncryptedBucketDefaultsProps) {
    this.exemptPatterns = (props.exemptPaths ?? []).map((path) => PathPattern.parse(path)!);
  }

  /**
   * The settings that were changed. The list is empty before synthesis.
   */
  public get changes(): BucketDefaultsChange[] {
    return this.reported(true);
  }

  /**
   * The settings that were not changed, with the reasons: settings that are specified for the bucket, and changes that would break
   * something.
   */
  public get exceptions(): BucketDefaultsChange[] {
    return this.reported(false);
  }

  /**
   * Returns a text report of the changed and unchanged settings, with one line for each setting of a bucket.
   *
   * @returns the text
   */
  public report(): string {
    const lines = ({ constructPath, setting, reason }: BucketDefaultsChange): string => `  ${constructPath}: ${setting} (${reason})`;
    return [
      `Changed: ${this.changes.length}`, ...this.changes.map(lines),
      `Unchanged: ${this.exceptions.length}`, ...this.exceptions.map(lines), '',
    ].join('\n');
  }

  private reported(isChanged: boolean): BucketDefaultsChange[] {
    return [...this.outcomes].flatMap(([bucket, outcomes]) => outcomes.filter((outcome) => outcome.isChanged === isChanged)
      .map(({ setting, reason }) => BucketDefaultsChange._of(shownOf(bucket).node.path, setting, reason)));
  }

  private apply(): void {
    const id = s3.Bucket.PROPERTY_INJECTION_ID;
    const below = this.scope.node.findAll();
    // An injector of a scope in between would hide this one.
    for (const scope of [this.scope, ...below.filter((one) => one !== this.scope && hasInjector(one, id))]) {
      injectAfterOthers(scope, id, (props, context) => {
        const path = `${context.scope.node.path}/${context.id}`;
        if (areOwnProps(props) || !this.isMeant(context.scope, path)) { return props; }
        this.reach(Stage.of(context.scope));
        const wanted = { encryption: this.encryption, oneKeyPerStack: this.props.oneKeyPerStack ?? false };
        return withEncryption(props, context, wanted) as { readonly [prop: string]: unknown };
      });
    }
    this.reach(Stage.of(this.scope));
    for (const stage of below.filter(Stage.isStage)) { this.reach(stage); }
    // A Stage is synthesized before what is around it.
    this.scope.node.addValidation({ validate: () => this.missedStages() });
  }

  private get encryption(): DefaultEncryption {
    return this.props.encryption ?? DefaultEncryption.sseS3();
  }

  private reach(stage: Stage | undefined): void {
    if (!stage || this.stages.has(stage)) { return; }
    this.stages.add(stage);
    lastInStage(stage, `EncryptedBucketDefaults${this.scope.node.addr}`, () => this.finish(stage));
  }

  private finish(stage: Stage): void {
    for (const generic of this.resourcesIn(stage).filter((one) => !isBucket(one))) { this.outcomes.set(generic, [GENERIC]); }
    const buckets = this.bucketsIn(stage);
    if (buckets.length === 0) { return; }
    const uses = new BucketUses(this.scope.node.root);
    for (const bucket of buckets) {
      const seen = seenBucket(shownOf(bucket));
      const wanted = { encryption: this.encryption, l1Encryption: this.props.l1Encryption ?? DefaultEncryption.sseS3() };
      const before = this.outcomes.get(bucket);
      // An aspect can have made a producer of logs since.
      if (before && !isInjected(bucket, seen)) { continue; }
      const outcomes = [settleEncryption(bucket, seen, wanted, uses), ...before?.slice(1) ?? settleAccess(bucket, seen, this.props, uses)];
      this.outcomes.set(bucket, outcomes);
      if (this.props.annotate && !before) { annotate(bucket, outcomes); }
    }
  }

  /** The buckets of a Stage that are to be changed. */
  private bucketsIn(stage: IConstruct): s3.CfnBucket[] {
    return this.resourcesIn(stage).filter(isBucket).filter((bucket) => !decidesItself(bucket));
  }

  /** The same, with those of which only the type is known. */
  private resourcesIn(stage: IConstruct): CfnResource[] {
    return this.scope.node.findAll().filter((one) => s3.CfnBucket.isCfnBucket(one))
      .filter((one) => Stage.of(one) === stage && this.isMeant(one, one.node.path));
  }

  /** Whether no scope in between has other defaults, and nothing is exempt. */
  private isMeant(construct: IConstruct, path: string): boolean {
    const around = [...construct.node.scopes].reverse();
    return around.find((one) => APPLIED.has(one)) === this.scope
      && !(this.props.exemptConstructs ?? []).some((exempt) => around.includes(exempt))
      && !this.exemptPatterns.some((pattern) => pattern.matches(path));
  }

  private missedStages(): string[] {
    const missed = this.scope.node.findAll().filter((one) => Stage.isStage(one) && !this.stages.has(one));
    return missed.flatMap((stage) => this.bucketsIn(stage).slice(0, 1).map((bucket) =>
      `EncryptedBucketDefaults did not change the buckets of ${stage.node.path}, such as ${bucket.node.path}: the Stage was created after the defaults were applied, and has L1 buckets only. `
      + 'Fix: call EncryptedBucketDefaults.applyTo() on this Stage too.'));
  }
}

const GENERIC: Outcome = { setting: 'all settings', reason: 'it is a generic CfnResource, whose properties cannot be changed: use s3.CfnBucket', isChanged: false };

/** What another copy of the library may ask of defaults that this one has applied. */
interface Applied {
  readonly props: EncryptedBucketDefaultsProps;
  readonly defaults: EncryptedBucketDefaults;
}

const APPLIED = new ConstructMap<IConstruct, Applied>('EncryptedBucketDefaults');

function assertOneKeyPerStack(scope: IConstruct, { encryption = DefaultEncryption.sseS3(), oneKeyPerStack }: EncryptedBucketDefaultsProps): void {
  if (!oneKeyPerStack || (encryption.customerManagedKey && !encryption.key)) { return; }
  throw refusal(nameOf(scope), `oneKeyPerStack cannot be true: encryption ${encryption.key ? 'specifies a key' : 'has no customer managed key'}`,
    'omit oneKeyPerStack, or set encryption to DefaultEncryption.sseKms()');
}

/** An app has no path. */
function nameOf(scope: IConstruct): string {
  return (scope as Partial<IConstruct> | undefined)?.node?.path || 'EncryptedBucketDefaults';
}

function isSame(one: EncryptedBucketDefaultsProps, other: EncryptedBucketDefaultsProps): boolean {
  const props = [...new Set([...Object.keys(one), ...Object.keys(other)])] as (keyof EncryptedBucketDefaultsProps)[];
  return props.every((prop) => isSameValue(one[prop], other[prop]));
}

function isSameValue(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other)) { return one.length === other.length && one.every((value, i) => value === other[i]); }
  if (!isEncryption(one) || !isEncryption(other)) { return one === other; }
  return one.algorithm === other.algorithm && one.bucketKeyEnabled === other.bucketKeyEnabled && one.customerManagedKey === other.customerManagedKey
    && one.key === other.key;
}

function isEncryption(value: unknown): value is DefaultEncryption {
  return typeof value === 'object' && value !== null && 'customerManagedKey' in value;
}

/** The construct that people know a bucket by. */
function shownOf(bucket: CfnResource): IConstruct {
  return constructAround(bucket) ?? bucket;
}

function annotate(bucket: s3.CfnBucket, outcomes: readonly Outcome[]): void {
  const changed = outcomes.filter(({ isChanged }) => isChanged).map(({ setting, reason }) => `${setting} (${reason})`);
  if (changed.length > 0) { Annotations.of(shownOf(bucket)).addInfoV2('cdk-s3-encryption:defaultsApplied', `EncryptedBucketDefaults has set: ${changed.join('; ')}.`); }
}
