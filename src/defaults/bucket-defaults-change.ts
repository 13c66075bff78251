/**
 * The result of `EncryptedBucketDefaults` for one setting of a bucket: a change or an exception.
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
    /** The path of the construct: an `s3.Bucket` or an L1 bucket. */
    public readonly constructPath: string,
    /** The setting, for example `default encryption: SSE-S3`. */
    public readonly setting: string,
    /** The reason why the setting was changed or kept, as a clause. */
    public readonly reason: string,
  ) {}
}
