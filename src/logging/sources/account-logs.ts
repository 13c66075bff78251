import type { LogService } from '../../services';
import type { LogSourceOptions } from '../log-source-options';
import type { Bind, LogTarget, LogWrites } from '../log-writes';
import { prefixFor } from '../private/object-keys';
import { servicePrincipals } from '../private/service-principal';
import { sourceEnvironment } from '../private/source-environment';

/** How the logs of one source differ from those of any source of the account. */
export interface SourceDetails {
  /** Names of the sources, as they stand in ARNs. */
  readonly names?: readonly string[];
  /** Folders behind the prefix, in place of the one that the service has. */
  readonly folders?: readonly string[];
  /** The only Region from which the service delivers. */
  readonly onlyRegion?: string;
  /** Refuses options that would mean something else in a policy. */
  readonly assert?: (target: LogTarget) => void;
}

/** What a service writes on behalf of an account. */
export function accountLogs(service: LogService, options: LogSourceOptions, details: SourceDetails = {}): Bind {
  return (target) => {
    details.assert?.(target);
    return writes(service, target, options, details);
  };
}

function writes(service: LogService, target: LogTarget, options: LogSourceOptions, { names = [], folders, onlyRegion }: SourceDetails): LogWrites {
  const environment = sourceEnvironment(target, { ...options, region: options.region ?? onlyRegion });
  const { account, region, partition } = environment;
  const filled = (pattern: string, name: string) => pattern
    .replace('<partition>', partition).replace('<region>', region).replace('<account>', account).replace(/<name>|<any>/, name);
  const { sourceArn, sourceConditions } = service;
  const sources = (of: readonly string[]) => (
    sourceArn !== undefined && sourceConditions.includes('aws:SourceArn') ? of.map((name) => filled(sourceArn, name)) : []
  );
  const prefix = prefixFor(service, target.path, options.prefix);
  return {
    owner: account,
    services: servicePrincipals(target, service, region),
    objectKeys: (folders ?? [service.folder]).map((folder) => ({ prefix, folder: filled(folder, '') })),
    accounts: sourceConditions.includes('aws:SourceAccount') ? [account] : [],
    sourceArns: sources(names.length === 0 ? ['*'] : names),
    anySourceArns: sources(['*']),
  };
}
