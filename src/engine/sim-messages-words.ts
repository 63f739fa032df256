/*
 * What people write to a municipality in Peru: invented for teaching, with the wording of a front desk, not taken from anybody.
 * No person, no exact address, no telephone, no insult. `[a|b]` is one of them by lot, an empty part is allowed; `<lugar>` a place,
 * `<dias>` a time. Nothing has a comma, a semicolon or a quote, so that a CSV needs none. Words of Quechua or Aymara are those that
 * Spanish of Peru has taken in (wawa, chacra, pampa, cancha, choclo, puquio, pirca, huayco, chala, minka, ayni) and the greetings
 * "allin p'unchay" (Quechua, good day), "kamisaki" (Aymara, how are you) and "sulpayki" (Quechua, I thank you).
 */

/** One matter that people write about, in several forms of words. */
export interface Topic {
  /** Which office takes what is sent to the wrong one, and how often, 0 to 1. */
  readonly strays: { readonly to: number; readonly share: number }
  readonly forms: readonly string[]
}

/** An office: how many messages in a hundred are for it, and its topics: the first half are old, the others came this year. */
export interface Office {
  readonly id: string
  readonly share: number
  readonly topics: readonly Topic[]
  /** What the rule of the front desk looks for, as plain words. */
  readonly keywords: readonly string[]
}

const topic = (to: number, share: number, ...forms: string[]): Topic => ({ strays: { to, share }, forms })

const [CLEANING, WATER, SAFETY, LICENCES, WORKS, REGISTRY] = [0, 1, 2, 3, 4, 5]

const cleaning: Office = { id: 'limpieza', share: 22, keywords: ['basura', 'limpieza', 'barrer', 'sucio'], topics: [
  topic(SAFETY, 0.03, '[hace|ya van] <dias> que no [pasa|viene|aparece] el [camión|carro] de la basura', 'no recogen la basura [hace|desde hace] <dias>',
    '[la basura se está amontonando|hay un cerro de basura] <lugar>'),
  topic(WORKS, 0.38, '[botaron|dejaron|tiraron] desmonte <lugar> [y nadie lo recoge|y estorba el paso|]',
    'hay [montones|rumas|costales] de desmonte con [tierra|ladrillos|escombros] <lugar>', '[vienen|llegan] de noche a botar escombros <lugar>'),
  topic(WORKS, 0.03, 'el [contenedor|tacho] [está lleno|se desborda|está roto] <lugar>', '[queremos|pedimos] [más tachos|otro contenedor] <lugar>',
    'el contenedor que pusieron <lugar> [no tiene tapa|quedó chico]'),
  topic(LICENCES, 0.03, '[a qué hora|qué día] pasan los recicladores por [botellas|cartones|plásticos]',
    '[dónde|en qué sitio] dejo [pilas usadas|botellas|cartones] para reciclar', '[no me llegó|falta] la bolsa verde del programa de reciclaje'),
] }

const water: Office = { id: 'agua', share: 20, keywords: ['agua', 'tubo', 'desague', 'cano'], topics: [
  topic(WORKS, 0.03, '[no hay|se fue el|no sale] agua <lugar> [hace|desde hace] <dias>', '[otra vez|de nuevo] sin agua [por qué no avisan|hasta cuándo]',
    'el agua llega [solo de noche|dos horas|por ratos] <lugar>'),
  topic(WORKS, 0.38, '[se rompió|reventó] [un tubo|la tubería|la matriz] <lugar> y todo [se inunda|está mojado]',
    'hay una fuga <lugar> la tubería [gotea|chorrea] [hace <dias>|]', '[brota|chorrea] de la vereda <lugar> [parece una fuga|reventó la tubería]'),
  topic(REGISTRY, 0.03, 'el recibo [me vino|llegó] [muy alto|el doble] [y casi no gasto|]', 'mi medidor [está malogrado|corre solo|marca de más]',
    '[quiero|necesito] [reclamar|revisar] la lectura del medidor de mi recibo'),
  topic(CLEANING, 0.03, 'sale [turbia|amarilla|con tierra|con olor] [no se puede tomar|mi wawa se enfermó]', '[cuándo|a qué hora] viene la cisterna <lugar>',
    '[tiene mucho cloro|no echan cloro] el reservorio [y sabe feo|]'),
] }

const safety: Office = { id: 'seguridad', share: 18, keywords: ['robo', 'serenazgo', 'seguridad', 'rateros'], topics: [
  topic(REGISTRY, 0.03, '[robaron|asaltaron|entraron a robar] [anoche|ayer|hace un rato] <lugar>', 'hay rateros <lugar> [manden serenazgo|que venga un patrullero]',
    '[me arrancharon|le robaron] el celular [a mi hija|a una vecina|] <lugar>'),
  topic(LICENCES, 0.38, '[mucha bulla|música fuerte] [hasta la madrugada|toda la noche] <lugar>',
    'ponen parlantes a todo volumen y no dejan dormir [a mi wawa|]', '[hay|arman] bulla <lugar> cada [sábado|fin de semana] con parlantes'),
  topic(WORKS, 0.03, 'la [cámara|alarma vecinal] [no funciona|está apagada] <lugar>', '[pedimos|queremos] [rondas|más patrullaje|un sereno] <lugar>',
    'la junta vecinal pide [silbatos para la ronda|una alarma|otra cámara]'),
  topic(WORKS, 0.03, '[chocaron|hubo un choque de] [dos motos|una combi y una moto] <lugar> [hay heridos|]',
    'las [motos|mototaxis] [corren|pasan] a toda velocidad <lugar>', 'una [moto|combi] mal estacionada tapa [mi cochera|la entrada] <lugar>'),
] }

const licences: Office = { id: 'licencias', share: 15, keywords: ['licencia', 'permiso', 'negocio', 'tienda'], topics: [
  topic(REGISTRY, 0.03, '[qué requisitos tiene|cuánto cuesta|cómo saco] la licencia [de funcionamiento|] para [una bodega|mi tienda|un restaurante]',
    '[cuánto demora|ya salió] mi licencia de funcionamiento', 'quiero [abrir|poner] [una bodega|una peluquería|una botica] qué licencia necesito'),
  topic(SAFETY, 0.38, 'los ambulantes [ocupan|tapan|invaden] la vereda <lugar>', 'hay carretillas de [comida|fruta|ropa] <lugar> [no se puede pasar|]',
    'los ambulantes [de fruta|de choclo|de ropa] [volvieron|siguen] <lugar>'),
  topic(REGISTRY, 0.03, '[voy a cerrar|cerré] mi [local|taller] [cómo doy de baja el giro|qué trámite hago]', '[traspasé|vendí] mi [local|restaurante] cómo cambio el [titular|giro]',
    'quiero [cambiar|ampliar] el giro de mi [local|taller]'),
  topic(CLEANING, 0.03, 'la balanza del [pollo|pescado] [está trampeada|marca de menos] <lugar>', '[venden|vi] productos vencidos <lugar>',
    'mi carnet de sanidad [venció|se perdió] [dónde lo renuevo|]'),
] }

const works: Office = { id: 'obras', share: 14, keywords: ['pista', 'obra', 'parque', 'vereda'], topics: [
  topic(WATER, 0.03, 'hay [un hueco|huecos] en la pista <lugar>', 'la pista está [destrozada|rota|llena de huecos] <lugar>', '[cuándo|para cuándo] [asfaltan|arreglan] la pista <lugar>'),
  topic(WATER, 0.38, '[dejaron|no tapan] la zanja abierta <lugar> [alguien se va a caer|]', 'la zanja [quedó abandonada|sigue abierta] hace <dias> <lugar>',
    '[abrieron|hicieron] zanja [y no la cierran|y se fueron] <lugar>'),
  topic(LICENCES, 0.03, '[pedimos|falta] una rampa para [silla de ruedas|coches de wawas] <lugar>', '[el muro|la pirca|la escalera] [se está cayendo|se rajó] [por la lluvia|<lugar>]',
    'hicimos [minka|ayni] para [la escalera|el muro] pero falta cemento'),
  topic(SAFETY, 0.03, '[falta|pongan] [un semáforo|un rompemuelle|una señal] <lugar>', 'el puente [está débil|se mueve|no tiene baranda] [después del huayco|]',
    'el semáforo [se malogró|quedó en rojo] <lugar>'),
] }

const registry: Office = { id: 'registro', share: 11, keywords: ['partida', 'nacimiento', 'matrimonio', 'registro'], topics: [
  topic(LICENCES, 0.03, '[necesito|quiero|cómo saco] la partida de nacimiento de mi [hijo|hija|wawa]', '[cuánto cuesta|dónde pago] la partida de nacimiento',
    'mi partida de nacimiento [salió con error|no aparece]'),
  topic(LICENCES, 0.38, '[qué papeles piden|qué llevo] para casarme por civil', 'cuándo es el [casamiento|matrimonio] [masivo|comunitario]',
    '[cuánto cuesta|hay fecha para] casarse por civil [un sábado|en agosto|]'),
  topic(WATER, 0.03, '[nació mi wawa|acaba de nacer mi bebé] [hasta cuándo|dónde] inscribo su nombre', '[el papá|la mamá] no quiere firmar puedo inscribir a [la bebé|mi bebé]',
    '[para el dni|para sacar dni] de mi bebé [qué llevo|qué me piden]'),
  topic(SAFETY, 0.03, '[cómo es|cuánto cuesta] [el divorcio rápido|la separación]', '[constancia|certificado] de soltería [dónde la dan|cuánto demora]',
    'mi [conviviente|pareja] y yo queremos [declarar|inscribir] la unión de hecho'),
] }

/** In the order of their classes. */
export const OFFICES: readonly Office[] = [cleaning, water, safety, licences, works, registry]

/** Messages that do not say what they are about: nobody can know the office. */
export const VAGUE: readonly string[] = [
  '[cómo va|qué pasó con] mi [pedido|solicitud|reclamo]', 'nadie [contesta|responde] el teléfono', '[presenté|dejé] un escrito hace <dias> [y nada|sin respuesta]',
  '[a qué hora|hasta qué hora] atienden [los sábados|mañana]', '[con quién hablo|a quién me quejo] [ya fui tres veces|]',
]

/** Places that also are words of some office: they mislead a rule of keywords. */
export const PLACES: readonly string[] = ['', '', '', 'en mi cuadra', 'por el mercado', 'cerca al colegio', 'al costado del parque', 'frente a la posta', 'en la parte alta', 'por el paradero',
  'detrás del estadio', 'en el pasaje', 'junto al comedor popular', 'en la pampa', 'camino a la chacra', 'por la cancha', 'frente a una tienda', 'en plena pista', 'sobre la vereda', 'por el caño']

export const TIMES: readonly string[] = ['dos días', '3 días', 'una semana', 'más de un mes', 'varios días', 'quince días', 'tiempo', 'casi un año']

export const OPENINGS: readonly string[] = ['buenas tardes', 'buenos días', 'hola', 'señores de la municipalidad', 'disculpe', 'buenas', 'amigos', 'una consulta', "allin p'unchay", 'kamisaki']

export const CLOSINGS: readonly string[] = ['gracias', 'por favor', 'porfa', 'urgente', 'hasta cuándo', 'ayuda', 'espero respuesta', 'es la tercera vez que escribo', 'sulpayki', 'de antemano gracias']

/** What people add that is not what they write for. */
export const ASIDES: readonly string[] = ['ya avisé a serenazgo', 'fui a obras y no me atienden', 'en limpieza no saben nada', 'y eso que pagamos arbitrios', 'me mandaron a registro civil',
  'los de licencias dicen que no es con ellos', 'por lo menos ya hay agua', 'después que arreglaron la pista', 'nadie de la municipalidad viene', 'parece que no hay seguridad ni nada']

/** How hurried thumbs write a word. */
export const SHORT: Readonly<Record<string, readonly string[]>> = {
  que: ['q', 'k'], por: ['x'], para: ['pa', 'xa'], porque: ['xq', 'pq'], municipalidad: ['muni'], señores: ['sres'], urgente: ['urg'], gracias: ['grs', 'gracia'],
  está: ['ta', 'sta'], favor: ['fa', 'fvr'], buenas: ['bnas', 'wenas'], desde: ['dsd'], hasta: ['hsta'], cuándo: ['cdo', 'kuando'], dónde: ['dnd', 'donde'], qué: ['q', 'k'],
  mucha: ['muxa'], noche: ['noxe'], hace: ['ase', 'ace'], una: ['1'], también: ['tmb'], pero: ['xro'], quiero: ['kiero'], cómo: ['cm', 'komo'], todo: ['td'], ayuda: ['auda'],
}
