import { accountOfArn, arnFields } from './arn';
import { ContextKeys, ContextValue } from './context';
import { Hole, OneOf, Text, textKey } from '../template';

/** What sort of caller a principal is: IAM treats them differently. */
export enum PrincipalKind {
  /** A session of a role. */
  ROLE = 'role',
  USER = 'user',
  /** The root user of an account. */
  ROOT = 'root',
  /** A session of `GetFederationToken`. Who comes from an identity provider by a role is a session of that role. */
  FEDERATED = 'federated user',
  /** An AWS service that acts in its own name. */
  SERVICE = 'service',
  ANONYMOUS = 'anonymous',
}

/** A name; one of several where it cannot be determined which is the right one. */
export type Name = string | Text | OneOf;

/**
 * Who makes a request, with the context keys that follow from it.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principal-properties
 */
export class Principal {
  /**
   * A session of a role.
   *
   * @param arn The role's ARN, or the ARN of one session of it. The latter does not tell the role's path.
   * @param account Where the ARN does not tell it.
   */
  static role(arn: string | Text, account?: string | Text): Principal {
    const fields = arnFields(arn);
    const [, partition, service, , , resource] = fields instanceof Array ? fields : [];
    const owner = account ?? accountOfArn(arn) ?? holeOf('account', arn);
    let role: Name = arn;
    const sessions: (string | Text)[] = [];
    if (service === 'sts') {
      const name = typeof resource === 'string' ? resource.split('/')[1] ?? '' : holeOf('name', arn);
      const prefix = Text.of('arn:', partition, ':iam::', owner, ':role/');
      role = new OneOf([Text.of(prefix, name), Text.of(prefix, holeOf('path', arn), '/', name)]);
      sessions.push(arn);
    } else if (partition !== undefined) {
      const name = typeof resource === 'string' ? lastSegment(resource) : holeOf('name', arn);
      sessions.push(Text.of('arn:', partition, ':sts::', owner, ':assumed-role/', name, '/', holeOf('session', arn)));
    }
    return new Principal(PrincipalKind.ROLE, [role, ...sessions], owner, {
      ...signedBy(owner),
      'aws:PrincipalArn': role,
      'aws:PrincipalType': 'AssumedRole',
      'aws:userid': holeOf('user id', arn),
    });
  }

  /**
   * A user.
   *
   * @param account Where the ARN does not tell it.
   */
  static user(arn: string | Text, account?: string | Text): Principal {
    const fields = arnFields(arn);
    const resource = fields instanceof Array ? fields[5] : undefined;
    const owner = account ?? accountOfArn(arn) ?? holeOf('account', arn);
    return new Principal(PrincipalKind.USER, [arn], owner, {
      ...signedBy(owner),
      'aws:PrincipalArn': arn,
      'aws:PrincipalType': 'User',
      'aws:userid': holeOf('user id', arn),
      'aws:username': typeof resource === 'string' ? lastSegment(resource) : holeOf('name', arn),
    });
  }

  /** The root user of an account. */
  static account(accountId: string | Text, partition: string | Text = hole('partition of the caller')): Principal {
    const arn = Text.of('arn:', partition, ':iam::', accountId, ':root');
    return new Principal(PrincipalKind.ROOT, [arn], accountId, {
      ...signedBy(accountId),
      'aws:PrincipalArn': arn,
      'aws:PrincipalType': 'Account',
      'aws:userid': accountId,
    });
  }

  // docs/decisions/0075
  /**
   * A federated user: a session of `GetFederationToken`.
   *
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable
   */
  static federatedUser(arn: string | Text): Principal {
    const fields = arnFields(arn);
    const resource = fields instanceof Array ? fields[5] : undefined;
    const owner = accountOfArn(arn) ?? holeOf('account', arn);
    return new Principal(PrincipalKind.FEDERATED, [arn], owner, {
      ...signedBy(owner),
      'aws:PrincipalArn': arn,
      'aws:PrincipalType': 'FederatedUser',
      'aws:userid': Text.of(owner, ':', resource === undefined ? holeOf('name', arn) : behindSlash(resource)),
    });
  }

  /** A role or user of an account, whichever: what is asked about a single one cannot be determined. */
  static someone(accountId: string | Text, partition: string | Text = hole('partition of the caller')): Principal {
    const name = hole('name of some role or user');
    const roleOrUser = new OneOf(['role', 'user'].map((type) => Text.of('arn:', partition, ':iam::', accountId, `:${type}/`, name)));
    const session = Text.of('arn:', partition, ':sts::', accountId, ':assumed-role/', name);
    return new Principal(PrincipalKind.ROLE, [roleOrUser, session], accountId, {
      ...signedBy(accountId),
      'aws:PrincipalArn': roleOrUser,
      'aws:PrincipalType': new OneOf(['AssumedRole', 'User']),
      'aws:userid': hole('user id of some role or user'),
      'aws:username': new OneOf([null, hole('name of some user')]),
    });
  }

  /** An AWS service in its own name: not a role that it assumes, nor what it forwards for a caller. */
  static service(name: string | Text): Principal {
    const [service, domain = ''] = typeof name === 'string' ? name.split(/(?=\.amazonaws\.)/) : [name];
    return new Principal(PrincipalKind.SERVICE, [name], undefined, {
      'aws:PrincipalIsAWSService': 'true',
      'aws:PrincipalServiceName': name,
      // The list holds the service's names by Region as well.
      'aws:PrincipalServiceNamesList': [name, Text.of(service, '.', new Hole('Region of the service'), domain)],
      // AWS documents both keys for signed requests in general and their values for its services nowhere. Either they are
      // absent, or they name an account of AWS's own, which is nobody that a policy names.
      'aws:PrincipalAccount': new OneOf([null, `account of ${textKey(name)}`]),
      'aws:PrincipalArn': new OneOf([null, `arn:aws:iam::account-of-${textKey(name)}:root`]),
    });
  }

  /** Anybody, without a signature. */
  static anonymous(): Principal {
    return new Principal(PrincipalKind.ANONYMOUS, [], undefined, {
      'aws:PrincipalAccount': 'anonymous',
      'aws:PrincipalType': 'Anonymous',
      'aws:userid': 'anonymous',
    });
  }

  private constructor(
    readonly kind: PrincipalKind,
    /** The names by which a policy may call it: a role by its ARN and by that of its session, a service by its name. */
    readonly names: readonly Name[],
    /** The account that it belongs to; services and anonymous callers have none. */
    readonly account: string | Text | undefined,
    readonly context: ContextKeys,
  ) {}
}

function signedBy(account: ContextValue): ContextKeys {
  return { 'aws:PrincipalAccount': account, 'aws:PrincipalIsAWSService': 'false' };
}

function hole(id: string): string | Text {
  return Text.of(new Hole(id));
}

function holeOf(what: string, arn: string | Text): string | Text {
  return Text.of(new Hole(`${what} of ${textKey(arn)}`, `{${what} of ${arn}}`));
}

/** What follows the first slash. */
function behindSlash(resource: string | Text): string | Text {
  const [first, ...others] = typeof resource === 'string' ? [resource] : resource.parts;
  return typeof first === 'string' ? Text.of(first.slice(first.indexOf('/') + 1), ...others) : resource;
}

function lastSegment(resource: string): string {
  return resource.slice(resource.lastIndexOf('/') + 1);
}
