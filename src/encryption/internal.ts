/** What this room offers to other rooms of the library, and not to users: jsii exports no functions. */
export * from './arns';
export * from './key-names';
export * from './kinds';
export * from './via-service';
export * from './without-tokens';
