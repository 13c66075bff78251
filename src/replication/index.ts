export * from './bucket-replication';
export * from './bucket-replication-rule';
export * from './replicate-existing-options';
export * from './replication';
export * from './replication-access';
export * from './replication-destination';
export * from './replication-role-trust';
export * from './two-way-replication';
