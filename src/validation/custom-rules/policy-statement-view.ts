import { shownValue } from './private/shown';
import { StatementEffect } from './statement-effect';
import { isMap, type Value } from '../../template';

/**
 * A statement of a bucket policy, read-only.
 *
 * For what a statement means, ask `policyDeniesEvery()` and `policyAllowsAny()` of the bucket.
 *
 * @example
 * declare const statement: PolicyStatementView;
 *
 * if (statement.effect === StatementEffect.ALLOW) {
 *   CustomFinding.undetermined(`${statement.sid} allows something.`);
 * }
 */
export class PolicyStatementView {
  /** @internal */
  public static _of(statement: Value): PolicyStatementView {
    const { Effect: effect, Sid: sid } = isMap(statement) ? statement : {};
    return new PolicyStatementView(
      effect === 'Allow' ? StatementEffect.ALLOW : effect === 'Deny' ? StatementEffect.DENY : StatementEffect.UNKNOWN,
      JSON.stringify(shownValue(statement)),
      typeof sid === 'string' ? sid : undefined,
    );
  }

  private constructor(
    /** The effect of the statement. */
    public readonly effect: StatementEffect,
    /**
     * The statement as JSON. Intrinsic functions are evaluated; text that is known at deployment only is written as in
     * `Fn::Sub`, for example `${Bucket.Arn}`, and what isn't known at all is a map with the key `Unknown`.
     */
    public readonly json: string,
    /** The `Sid`, if it has one that is known. */
    public readonly sid?: string,
  ) {}
}
