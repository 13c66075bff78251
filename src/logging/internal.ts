/** What this room offers to other rooms of the library, and not to users: jsii exports no functions. */
export * from './accept-logs';
export * from './confine-statements';
export * from './log-group-key';
export * from './same-environment';
export * from './shapes';
export * from './turn-on-access-logs';
