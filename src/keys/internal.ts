/** What this room offers to other rooms of the library, and not to users: jsii exports no functions. */
export * from './administrators';
export * from './context-pairs';
export * from './contexts-of-key';
export * from './deploying-role';
export * from './merged-conditions';
export * from './required-context';
export * from './s3-only';
export * from './seen-across-accounts';
export * from './service-linked';
export * from './shapes';
export * from './shown';
export * from './usable-by-kind';
