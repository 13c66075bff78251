import type { Configuration } from './configuration';
import { Deadline, TooLateError } from './deadline';
import { type Judged, judgedResource, judgedTemplates } from './judged';
import { type Fetch, payloadAt, PayloadError } from './payload';
import { Action, type HookRequest, member, RequestError, requestOf } from './request';
import { failureResponse, foundResponse, type HookResponse, skippedResponse } from './response';
import { UnreadableError } from './templates';

/** What the function has around it. */
export interface Surroundings {
  readonly fetch: Fetch;
  /** The Region of the function, in which the Hook is: requests of Cloud Control API don't name it. */
  readonly region: string | undefined;
  /** @throws if there is no configuration that can be used */
  configuration(): Configuration;
  log(entry: object): void;
}

/** What AWS Lambda says of an invocation. */
export interface Invocation {
  getRemainingTimeInMillis(): number;
}

export type Handler = (event: unknown, invocation: Invocation) => Promise<HookResponse>;

// docs/decisions/0120
/**
 * The function of a Lambda Hook that runs the rules of this library on what CloudFormation is about to do.
 *
 * It never throws, and never passes what it could not check.
 */
export function hookHandler(surroundings: Surroundings): Handler {
  return async (event, invocation) => {
    try {
      const asked = requestOf(event);
      const request = { ...asked, region: asked.region ?? surroundings.region };
      const response = await answered(request, surroundings, new Deadline(() => invocation.getRemainingTimeInMillis()));
      surroundings.log({ ...about(request), result: response.hookStatus, errorCode: response.errorCode, message: response.message });
      return response;
    } catch (error) {
      const token = member(event, 'clientRequestToken');
      const response = failureResponse(typeof token === 'string' ? token : undefined, reasonOf(error));
      const { hookStatus: result, errorCode, message } = response;
      surroundings.log({ result, errorCode, message, stack: error instanceof Error ? error.stack : undefined });
      return response;
    }
  };
}

async function answered(request: HookRequest, { configuration, fetch, log }: Surroundings, deadline: Deadline): Promise<HookResponse> {
  const configured = configuration();
  if (request.action === Action.DELETE) { return skippedResponse(request, 'cdk-s3-encryption: deletions are not checked.'); }
  const judged = await judgedOf(request, configured, fetch, deadline);
  for (const { rule, severity, status, logicalId, isKnown, message, fix } of judged.findings) {
    log({ ...about(request), finding: rule.name, severity, status, logicalId, ...isKnown ? { isKnown } : {}, message, fix });
  }
  return foundResponse(request, judged, configured);
}

async function judgedOf(request: HookRequest, configuration: Configuration, fetch: Fetch, deadline: Deadline): Promise<Judged> {
  if (request.resource !== undefined) { return judgedResource(request, request.resource, configuration); }
  if (request.payload === undefined) { throw new RequestError('the request has no presigned URL for its templates (requestData.payload)'); }
  return judgedTemplates(request, await payloadAt(request.payload, fetch), configuration, deadline);
}

/** What log entries have in common: neither the URL, with which templates can be read, nor the token. */
function about({ target, action, account, region, stackName, resource }: HookRequest): object {
  return { target: resource?.type ?? target, action, account, region, stackName };
}

function reasonOf(error: unknown): string {
  if ([RequestError, PayloadError, UnreadableError, TooLateError].some((one) => error instanceof one)) { return (error as Error).message; }
  return `an error occurred: ${error instanceof Error ? error.message : String(error)}`;
}
