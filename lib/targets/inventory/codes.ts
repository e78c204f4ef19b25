import { declare, type Detail } from '../../diagnostics/declaration';

/** What an inventory does not say, and mistakes that only it can have. */
export const INVENTORY_CODES = {
  'inventory/not-listed': declare<Detail>({
    severity: 'info',
    title: 'An inventory says what a stack consists of, not how it runs',
    says: ({ detail }) => `The inventory does not list ${detail}.`,
    fix: 'Nothing; the model in `dist/model/` has all of it.',
  }),
  'inventory/added-images': declare<Detail>({
    severity: 'warning',
    title: 'Images that no container of the stack names',
    says: ({ detail }) => `For ${detail} a target adds containers of its own, whose images the inventory does not know.`,
    fix: 'Name them in new Inventory({ addedImages: [...] }), or give an empty list if the targets of the stack add none.',
  }),
  'inventory/cluster-object': declare<Detail>({
    severity: 'info',
    title: 'Objects that cdk8s writes as they stand',
    says: ({ detail }) => `Of ${detail} the inventory has the images of its pods and nothing else.`,
    fix: 'Read the object; or say it with a construct of this library, so that all outputs know it.',
  }),
  'inventory/image': declare<Detail>({
    severity: 'error',
    title: 'A text among the added images that is no image reference, or stands there twice',
    says: ({ detail }) => `The inventory cannot list ${detail}.`,
    expected: 'addedImages: each reference once, in the form [registry[:port]/]name[:tag][@sha256:digest]',
    fix: 'Correct the list.',
  }),
} as const;

/** The codes by their names. */
export type InventoryCodes = typeof INVENTORY_CODES;
