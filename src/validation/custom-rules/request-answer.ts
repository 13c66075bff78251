import type { Answer } from './answer';

/**
 * What a policy says of some requests.
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
     * The request that decides the answer, for a message, such as `s3:GetObject of object a by a role`: one that isn't denied, or
     * one that is allowed. It is `any of them` if there is no policy that could deny. Undefined if no request decides.
     */
    public readonly request?: string,
    /** Why the answer isn't known, as a clause for a message. Undefined unless the answer is `UNKNOWN`. */
    public readonly reason?: string,
  ) {}
}
