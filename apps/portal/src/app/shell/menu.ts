import {
  Activity,
  Bell,
  BookOpen,
  Building2,
  Gauge,
  House,
  Inbox,
  KeyRound,
  KeySquare,
  Layers,
  MailX,
  Radio,
  RotateCcw,
  Settings,
  Store,
  Truck,
  Users,
  Webhook,
} from 'lucide-react';
import type { Locale } from '../../locales/en';
import type { Scope } from '../../session/session';

type Label = keyof Locale['common']['menu'];

export interface MenuItem {
  readonly label: Label;
  readonly to: string;
  readonly icon: typeof House;
  /** Only who may read it sees it. */
  readonly scope?: Scope;
  /** A page outside of the portal. */
  readonly outside?: boolean;
}

interface MenuGroup {
  readonly label?: Label;
  readonly items: readonly MenuItem[];
}

/** The menu of the map; a page that is not there yet has no entry. */
export const MENU: readonly MenuGroup[] = [
  // An operator's home is the state of the platform.
  { items: [{ label: 'home', to: '/', icon: House, scope: 'topics:read' }] },
  {
    label: 'give',
    items: [
      { label: 'topics', to: '/topics', icon: Radio, scope: 'topics:read' },
      { label: 'access', to: '/access', icon: KeyRound, scope: 'topics:read' },
    ],
  },
  {
    label: 'receive',
    items: [
      { label: 'catalog', to: '/catalog', icon: Store, scope: 'topics:read' },
      { label: 'subscriptions', to: '/subscriptions', icon: Webhook, scope: 'subscriptions:read' },
      { label: 'deliveries', to: '/deliveries', icon: Truck, scope: 'subscriptions:read' },
      { label: 'replay', to: '/replays/new', icon: RotateCcw, scope: 'subscriptions:read' },
    ],
  },
  // Operators have partners of their own below.
  { items: [{ label: 'partners', to: '/partners', icon: Building2, scope: 'topics:read' }] },
  {
    label: 'developers',
    items: [
      { label: 'keys', to: '/developers/keys', icon: KeySquare, scope: 'keys:read' },
      { label: 'inbox', to: '/developers/inbox', icon: Inbox, scope: 'subscriptions:read' },
      { label: 'events', to: '/developers/events', icon: Bell, scope: 'topics:read' },
    ],
  },
  {
    label: 'operator',
    items: [
      { label: 'platformStatus', to: '/operator/status', icon: Gauge, scope: 'platform:read' },
      { label: 'operatorPartners', to: '/operator/partners', icon: Users, scope: 'partners:write' },
      { label: 'deadLetters', to: '/operator/deliveries', icon: MailX, scope: 'platform:read' },
    ],
  },
  { items: [{ label: 'company', to: '/settings', icon: Settings }] },
  {
    label: 'platform',
    items: [
      { label: 'queues', to: '/ops/queues', icon: Layers, scope: 'platform:read', outside: true },
      { label: 'status', to: '/status', icon: Activity, outside: true },
      { label: 'docs', to: '/docs', icon: BookOpen, outside: true },
    ],
  },
];
