import { acknowledgementsIn } from './acknowledgements';
import { type HookRequest, type HookResource, isMap } from './request';
import type { Environment } from '../template';
import { parseLeniently, TemplateError } from '../template-parser';
import type { TemplateFile } from '../validation/assembly';
import { Acknowledgements } from '../validation/assembly/internal';

/** Why a template could not be read. */
export class UnreadableError extends Error {}

/** The name by which positions in errors call the template. */
const TEMPLATE = 'template';

/** A macro may add any resource: rules then know that what they don't find may be there. */
const REST_OF_THE_STACK = 'RestOfTheStack';

/** What is common to the templates of a request. */
export interface Origin extends Pick<HookRequest, 'account' | 'region' | 'stackName'> {
  readonly acceptAcknowledgements: boolean;
}

/**
 * A template of the request.
 *
 * @throws UnreadableError
 */
export function templateFile(text: string, origin: Origin): TemplateFile {
  const { value: json, duplicates } = parsed(text);
  if (!isMap(json) || !isMap(json.Resources)) { throw new UnreadableError('the template has no Resources'); }
  return {
    ...file(json, text, origin),
    ...duplicates.length === 0 ? {} : {
      duplicates: { keys: duplicates, without: (isLeftOut) => parseLeniently(text, TEMPLATE, isLeftOut).value },
    },
  };
}

/** A resource alone, as the template of a stack of which nothing else is seen. */
export function resourceFile({ type, logicalId }: HookResource, properties: unknown, origin: Origin): TemplateFile {
  const json = { Transform: REST_OF_THE_STACK, Resources: { [logicalId]: { Type: type, Properties: properties } } };
  return file(json, JSON.stringify(json), origin);
}

function file(json: unknown, text: string, { account, region, stackName, acceptAcknowledgements }: Origin): TemplateFile {
  // Without a Region, as the CLI: templates for any Region still write arn:aws:, and where they do, they mean this partition.
  const environment: Environment = { account, region, partition: region === undefined ? 'aws' : undefined };
  return {
    file: TEMPLATE,
    source: { name: TEMPLATE, json, environment, stackName },
    path: TEMPLATE,
    text,
    stack: stackName,
    constructPaths: new Map(),
    acknowledgements: acceptAcknowledgements ? acknowledgementsIn(json, TEMPLATE) : Acknowledgements.NONE,
  };
}

function parsed(text: string): ReturnType<typeof parseLeniently> {
  try {
    return parseLeniently(text, TEMPLATE);
  } catch (error) {
    throw error instanceof TemplateError ? new UnreadableError(`the template can't be read: ${error.message}`) : error;
  }
}
