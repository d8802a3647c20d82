/** What the sample's records are made of. Names differ in their letters, not just in case or accents. */

export const people = [
  ['ada', 'Ada Lovelace'],
  ['grace', 'Grace Hopper'],
  ['søren', 'Søren Åkesson'],
  ['maria.josé', 'María José Ñúñez'],
  ['yukihiro', '松本 行弘'],
  ['o.brien', "Siobhán O'Brien"],
  ['dmitri', 'Дмитрий Соколов'],
  ['bot', null],
] as const

export const companyNames = [
  'Ångström Optik',
  'Bräuer & Söhne',
  'Córdoba Metales',
  'Dvořák Ložiska',
  'Eßlinger Schrauben',
  'Fjällräven Fasteners',
  'Göteborgs Gummi',
  'Hôtel des Câbles',
  "Isaac's Hardware",
  'Jiāngsū Components 江苏元件',
  'Kraków Łożyska',
  'Lêvêque Électronique',
  'Mägi Tööriistad',
  'Nuñez "El Tornillo"',
  'Øresund Marine',
  'Príncipe Plásticos',
  'Quayside Chandlers',
  'Reykjavík Þrýstingur',
  'São Tomé Solder',
  'Turgut Çelik Şirketi',
] as const

export const companyForms = ['GmbH', 'Ltd.', 'S.A.'] as const

export const addresses = [
  'Hauptstraße 12\n80331 München\nDeutschland',
  "4 O'Connell Street\r\nDublin 1\r\nIreland",
  'C/ Mayor, 3, 2º izq.\n28013 Madrid',
  '東京都千代田区丸の内1丁目',
  '',
] as const

export const currencies = ['EUR', 'USD', 'GBP', 'CHF', 'JPY'] as const

/** Top categories, each with its children; a child's own children are sizes. */
export const categories = {
  Fasteners: ['Bolts', 'Nuts', 'Washers', 'Rivets', 'Threaded rods'],
  Electronics: ['Resistors', 'Capacitors', 'Connectors', 'Sensors', 'Modules'],
  Mechanics: ['Bearings', 'Belts', 'Gears', 'Springs'],
  Consumables: ['Adhesives', 'Lubricants', 'Abrasives'],
  Packaging: ['Boxes', 'Bags', 'Labels'],
  Änderungsteile: [],
} as const

export const sizes = ['small', 'medium', 'large'] as const

export const materials = ['steel 8.8', 'stainless A2', 'brass', 'nylon', 'titanium', 'ABS', 'copper'] as const

export const colours = ['zinc', 'black', 'natural', 'blau', 'rouge foncé'] as const

export const units = ['pcs', 'm', 'kg', 'l', 'µm', 'Ω', null] as const

export const notes = [
  'Checked on arrival.',
  'Reorder below minimum!',
  'Fits "old" frames only; ask first.',
  "It's the supplier's own drawing.",
  'Line one\nLine two\n\nLine four',
  'From a Windows form\r\nwith a tab\there',
  'C:\\parts\\new\\table.xlsx',
  'Naïve café – Größe “XL”, 5 % off, ½″',
  'Fragile 📦⚠️ handle with 🧤',
  'Εξαρτήματα, детали, 部品, قطع',
  'e\u0301 is not \u00e9 here',
  '50% of `parts`; DROP TABLE part; --',
  '\\N',
  'NULL',
  '{"looks":"like json"}',
  '0012',
  ' leading and trailing blanks  ',
  '',
] as const

export const rooms = ['Goods in', 'Main store', 'Workshop', 'Cold room', 'Atelier été', 'Van 🚐'] as const
