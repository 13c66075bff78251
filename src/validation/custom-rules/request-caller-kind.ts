/**
 * The kinds of callers for which a policy can be evaluated.
 */
export enum RequestCallerKind {
  /** Roles, users, federated users and root users of all accounts. */
  ANY_IDENTITY = 'any identity',
  /** Roles, users, federated users and root users of other accounts than the account of the bucket or key and the excluded accounts. */
  OTHER_ACCOUNTS = 'other accounts',
  /** Roles, users, federated users and the root user of one account. */
  ACCOUNT = 'account',
  /** One role. */
  ROLE = 'role',
  /** One IAM user. */
  USER = 'user',
  /** One AWS service. */
  SERVICE = 'service',
  /** All AWS services. */
  ANY_SERVICE = 'any service',
  /** Requests without a signature. */
  ANONYMOUS = 'anonymous',
}
