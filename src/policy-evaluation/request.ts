import { Context, ContextKeys } from './context';
import { Principal } from './principal';
import { memo, Text } from '../template';

/** A concrete request. */
export interface AccessRequest {
  readonly principal: Principal;
  /** As in `s3:PutObject`; without wildcards. */
  readonly action: string;
  /** The ARN of the one resource that is asked for. */
  readonly resource: string | Text;
  /**
   * The context keys that the principal does not bring with it. A key that is not given is absent in the request, which
   * is an answer to IAM too: give `Unknown` for what may be there.
   */
  readonly context: ContextKeys;
}

/** A request with all its context keys: the principal's and those that were given, which take precedence. */
export class CompleteRequest {
  /** Rules ask many policies about the same few requests. */
  static readonly of = memo((request: AccessRequest): CompleteRequest => new CompleteRequest(request));

  /** Some request for an action, for what depends on nothing else. */
  static ofAction(action: string): CompleteRequest {
    return new CompleteRequest({ principal: Principal.anonymous(), action, resource: '*', context: {} });
  }

  readonly principal: Principal;
  readonly action: string;
  readonly resource: string | Text;
  readonly context: Context;

  private constructor(request: AccessRequest) {
    this.principal = request.principal;
    this.action = request.action;
    this.resource = request.resource;
    this.context = Context.of(request.principal.context, callerOfKms(request), request.context);
  }
}

/** Requests to KMS carry the caller's account under a key of its own. */
function callerOfKms({ principal, action }: AccessRequest): ContextKeys {
  return principal.account !== undefined && /^kms:/i.test(action)
    ? { 'kms:CallerAccount': principal.account }
    : {};
}
