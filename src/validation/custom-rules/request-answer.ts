import type { Answer } from './answer';

/**
 * The result of evaluating a policy for a query.
 *
 * @example
 * declare const bucket: BucketView;
 *
 * const plainHttp: RequestAnswer = bucket.policyDeniesEvery({ conditionKeys: { 'aws:SecureTransport': 'false' } });
 * if (plainHttp.answer === Answer.NO) {
 *   CustomFinding.violation('The bucket policy does not deny every request over plain HTTP.');
 * }
 */
export class RequestAnswer {
  /** @internal */
  public static _of(answer: Answer, request?: string, reason?: string): RequestAnswer {
    return new RequestAnswer(answer, request, reason);
  }

  private constructor(
    /** The answer. */
    public readonly answer: Answer,
    /**
     * The request that determines the answer, for use in a message, such as `s3:GetObject of object a by a role`: a request that isn't
     * denied, or a request that is allowed. It is `any of them` if no policy denies requests. Undefined if no single request determines
     * the answer.
     */
    public readonly request?: string,
    /** The reason why the answer isn't known, as a clause for a message. Undefined unless the answer is `UNKNOWN`. */
    public readonly reason?: string,
  ) {}
}
