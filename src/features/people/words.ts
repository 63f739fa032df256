import type { Text } from '../../lib/text.ts'
import type { DeclaredGroup, LearningLanguage, Sex } from './profile.ts'

/** Words of the person form, at registration and where she corrects her data. */
export const FORM = {
  documentType: { es: 'Tipo de documento', en: 'Kind of document' },
  documentNumber: { es: 'Número de documento', en: 'Document number' },
  documentNumberHint: { es: 'Como está en tu tarjeta. En el DNI puedes agregar el carácter que va después del guion.', en: 'As it is on your card. For a DNI you may add the character after the dash.' },
  passportOnly: { es: 'Solo si tu documento es pasaporte', en: 'Only if your document is a passport' },
  documentCountry: { es: 'País que dio el pasaporte', en: 'Country that issued the passport' },
  chooseCountry: { es: 'Elige un país', en: 'Choose a country' },
  fullName: { es: 'Nombres y apellidos', en: 'Full name' },
  fullNameHint: { es: 'Como están en tu documento. Si tienes un solo apellido, está bien.', en: 'As in your document. A single surname is fine.' },
  birthDate: { es: 'Fecha de nacimiento', en: 'Birth date' },
  birthDateHint: { es: 'Día/mes/año, por ejemplo 03/05/1990', en: 'Day/month/year, for example 03/05/1990' },
  phone: { es: 'Celular', en: 'Mobile phone' },
  phoneHint: { es: 'Puede ser de alguien de tu casa. Si no tienes, déjalo vacío.', en: 'It may belong to somebody at home. If you have none, leave it empty.' },
  district: { es: 'Distrito donde vives', en: 'District where you live' },
  districtHint: {
    es: 'Distrito, provincia. Por ejemplo: Juliaca, San Román. Nuestra lista es de enero de 2022: si tu distrito es más nuevo, escribe aquel del que salió.',
    en: 'District, province. For example: Juliaca, San Román. Our list is of January 2022: if your district is newer, type the one it came from.',
  },
  districtChoice: { es: '¿Cuál es tu distrito?', en: 'Which is your district?' },
  language: { es: 'Lengua en que prefieres aprender', en: 'Language you prefer to learn in' },
  languageHint: { es: 'Hoy las lecciones están en español e inglés; tu respuesta ayuda a decidir qué traducir.', en: 'Lessons are in Spanish and English today; your answer helps decide what to translate.' },
  groups: { es: '¿Qué haces?', en: 'What do you do?' },
  groupsHint: { es: 'Marca lo que sea verdad: una, las dos o ninguna.', en: 'Tick what is true: one, both or none.' },
  firmOnly: { es: 'Solo si tienes un negocio o empresa', en: 'Only if you own a business or firm' },
  ruc: { es: 'RUC', en: 'RUC (tax number)' },
  rucHint: { es: '11 números', en: '11 digits' },
  noRuc: { es: 'Mi negocio funciona sin RUC', en: 'My business has no RUC' },
  line: { es: 'Rubro o giro', en: 'Line of business' },
  lineHint: { es: 'A qué se dedica, por ejemplo: bodega, confección de polos, café', en: 'What it does, for example: grocery, T-shirts, coffee' },
  pin: { es: 'Elige una clave de 6 números', en: 'Choose a PIN of 6 digits' },
  pinHint: {
    es: 'La escribirás cada vez que ingreses; apréndela. Se ve mientras la escribes: cuida que nadie mire. No uses tu fecha de nacimiento ni números seguidos.',
    en: 'You will type it every time you sign in; learn it by heart. It shows while you type: take care that nobody looks. Do not use your birth date or digits in a row.',
  },
  consent: { es: 'Tu permiso', en: 'Your consent' },
  minorOnly: { es: 'Solo si tienes menos de 18 años: tu madre, padre o tutor legal', en: 'Only if you are under 18: your mother, father or legal guardian' },
  guardianName: { es: 'Nombres y apellidos de tu madre, padre o tutor', en: 'Full name of your mother, father or guardian' },
  guardianDocumentType: { es: 'Su tipo de documento', en: 'Their kind of document' },
  guardianDocumentNumber: { es: 'Su número de documento', en: 'Their document number' },
  guardianConsent: { es: 'Estoy aquí y autorizo que participe en el programa y que se guarden sus datos.', en: 'I am here and I allow her or him to take part in the programme and their data to be kept.' },
  tooYoung: { es: 'El programa es para personas de 14 años o más.', en: 'The programme is for people aged 14 or more.' },
  chooseLanguage: { es: 'Elige la lengua en que prefieres aprender.', en: 'Choose the language you prefer to learn in.' },
  consentNeeded: { es: 'Para inscribirte necesitamos tu permiso. Léelo y márcalo si estás de acuerdo.', en: 'To enrol you we need your consent. Read it and tick it if you agree.' },
  rucOrNone: { es: 'Escribe el RUC de tu negocio o marca "sin RUC".', en: 'Type the RUC of your business or tick "no RUC".' },
  lineNeeded: { es: 'Escribe a qué se dedica tu negocio, en pocas palabras.', en: 'Type what your business does, in a few words.' },
  guardianNeeded: { es: 'Tienes menos de 18 años: escribe los nombres y apellidos de tu madre, padre o tutor.', en: 'You are under 18: type the full name of your mother, father or guardian.' },
  guardianSame: { es: 'Ese es tu propio documento. Escribe el de tu madre, padre o tutor.', en: 'That is your own document. Type the one of your mother, father or guardian.' },
  guardianConsentNeeded: { es: 'Tu madre, padre o tutor tiene que marcar su autorización.', en: 'Your mother, father or guardian has to tick the permission.' },
} as const satisfies Record<string, Text>

export const GROUP_NAME: Readonly<Record<DeclaredGroup | 'women', Text>> = {
  'young-professionals': { es: 'Soy profesional o técnica/o joven: trabajo, busco trabajo o estoy por egresar', en: 'I am a young professional or technician: working, looking for work or about to graduate' },
  'sme-owners': { es: 'Tengo un negocio o empresa (con o sin RUC)', en: 'I own a business or firm (with or without RUC)' },
  women: { es: 'Mujer', en: 'Woman' },
}

export const LANGUAGE_NAME: Readonly<Record<LearningLanguage, Text>> = {
  es: { es: 'Español', en: 'Spanish' },
  en: { es: 'Inglés', en: 'English' },
  quz: { es: 'Quechua (Cusco, Puno)', en: 'Quechua (Cusco, Puno)' },
  quy: { es: 'Quechua (Ayacucho)', en: 'Quechua (Ayacucho)' },
  qwh: { es: 'Quechua (Áncash)', en: 'Quechua (Áncash)' },
  ayr: { es: 'Aymara', en: 'Aymara' },
  cni: { es: 'Asháninka', en: 'Asháninka' },
  agr: { es: 'Awajún', en: 'Awajún' },
  shp: { es: 'Shipibo-konibo', en: 'Shipibo-Konibo' },
}

export const SEX_NAME: Readonly<Record<Sex | 'untold', Text>> = {
  untold: { es: 'Prefiero no decirlo', en: 'I prefer not to say' },
  female: { es: 'Mujer', en: 'Female' },
  male: { es: 'Hombre', en: 'Male' },
  other: { es: 'Otro', en: 'Other' },
}
