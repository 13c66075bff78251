/** What this room offers to other rooms of the library, and not to users: jsii exports no functions. */
export * from './discard-injected';
export { areCustomerProvidedKeysChosen } from './private/customer-provided-keys';
export { areUploadsChosen } from './private/held-uploads';
export { isDefaultSettled } from './private/settled-default';
