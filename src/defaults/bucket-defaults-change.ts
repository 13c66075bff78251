/**
 * What `EncryptedBucketDefaults` has done about one setting of a bucket.
 *
 * @example
 * const defaults = EncryptedBucketDefaults.applyTo(app);
 * app.synth();
 *
 * const changes: BucketDefaultsChange[] = defaults.changes;
 */
export class BucketDefaultsChange {
  /** @internal */
  public static _of(constructPath: string, setting: string, reason: string): BucketDefaultsChange {
    return new BucketDefaultsChange(constructPath, setting, reason);
  }

  private constructor(
    /** The path of the construct: of the `s3.Bucket`, or of an L1 bucket. */
    public readonly constructPath: string,
    /** The setting, for example `default encryption: SSE-S3`. */
    public readonly setting: string,
    /** Why it was set, or why it was left as it is, as a clause. */
    public readonly reason: string,
  ) {}
}
