/**
 * The kinds of callers that a policy can be asked about.
 */
export enum RequestCallerKind {
  /** Roles, users, federated users and root users of all accounts. */
  ANY_IDENTITY = 'any identity',
  /** The same of all accounts other than that of the bucket, and than some that are named. */
  OTHER_ACCOUNTS = 'other accounts',
  /** The same of one account. */
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
