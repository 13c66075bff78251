import { BlockList, isIP } from 'node:net';

const BITS = { ipv4: 32, ipv6: 128 } as const;

/**
 * Tells whether an address is in a range in CIDR notation, or is the one address given; `undefined` for what is neither.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress
 */
export function ipAddressMatcher(range: string): ((address: string) => boolean) | undefined {
  const [, network, prefix] = /^([0-9a-fA-F.:]+)(?:\/(\d{1,3}))?$/.exec(range) ?? [];
  const family = network === undefined ? undefined : familyOf(network);
  if (family === undefined || Number(prefix ?? 0) > BITS[family]) { return undefined; }
  const list = new BlockList();
  list.addSubnet(network, prefix === undefined ? BITS[family] : Number(prefix), family);
  // An IPv4 address is in no range of IPv6, although it can be written as an IPv6 address.
  return (address) => familyOf(address) === family && list.check(address, family);
}

function familyOf(address: string): keyof typeof BITS | undefined {
  switch (isIP(address)) {
    case 4: return 'ipv4';
    case 6: return 'ipv6';
    default: return undefined;
  }
}
