/** The texts of the demo's programme: they go into files that are loaded, hashed and published as those of any programme. */

export const TITLE = {
  es: 'DEMOSTRACIÓN: inteligencia artificial para tu trabajo',
  en: 'DEMONSTRATION: artificial intelligence for your work',
}

export const SUMMARY = {
  es: 'Un programa inventado para mostrar cómo trabaja Yachay. Nadie de aquí existe; sus certificados no valen y no suman a ninguna meta.',
  en: 'An invented programme that shows how Yachay works. Nobody here exists; its certificates are worth nothing and add to no target.',
}

export const HISTORY = {
  es: 'Empieza la demostración. Todo lo que sigue fue hecho por un programa de computadora con los mismos pasos que usan las personas.',
  en: 'The demonstration begins. All that follows was done by a computer program, by the same steps that people use.',
}

export const GROUPS = [
  { id: 'young-professionals', title: { es: 'Profesionales jóvenes', en: 'Young professionals' } },
  { id: 'women', title: { es: 'Mujeres', en: 'Women' } },
  { id: 'sme-owners', title: { es: 'Dueñas y dueños de mypes y pymes', en: 'Owners of small and medium firms' } },
]

export const callTitle = (department: string): { es: string; en: string } => ({ es: `Demostración: ${department}`, en: `Demonstration: ${department}` })

export const callText = (department: string): { es: string; en: string } => ({
  es: `Convocatoria inventada para ${department}. Las vacantes se sortean entre quienes cumplen los requisitos: tener 18 años o más.\n`,
  en: `An invented call for ${department}. The places are drawn by lot among those who meet the requirements: to be 18 or older.\n`,
})

export const PUBLIC_VALUE = {
  es: 'Seis números inventados para la demostración: en una convocatoria de verdad, un sorteo que todos pueden ver.',
  en: 'Six numbers invented for the demonstration: in a real call, a draw that everybody can watch.',
}

export const ruleText = (from: string, until: string): { es: string; en: string } => ({
  es: `# Quién cuenta en \`demo\`: regla v1 (demostración)

Las personas de este programa son inventadas: sus cifras muestran la regla y no cuentan a nadie.

Es la regla v1 de \`piloto\`, con sus mismas definiciones, menos el laboratorio, que aquí es voluntario, y con otras fechas. En breve:

- **N0**: tiene una matrícula.
- **N1**: además, dos miembros del equipo vieron su documento y no tiene un conflicto abierto.
- **N2**: además, estudió al menos **48** minutos de unidades del curso **\`base\`** entre **${from}** y **${until}**.
- **N3**: además, sacó **14** o más sobre 20 en la prueba y en un producto propio, y tiene un certificado vigente que aprobó alguien que
  ni lo propuso ni le enseñó.
`,
  en: `# Who counts in \`demo\`: rule v1 (demonstration)

The people of this programme are invented: its figures show the rule and count nobody.

It is rule v1 of \`piloto\`, with the same definitions, without the lab, which is voluntary here, and with other dates. In short:

- **N0**: has an enrolment.
- **N1**: besides, two members of staff saw her card and she has no open conflict.
- **N2**: besides, she studied at least **48** minutes of units of the course **\`base\`** between **${from}** and **${until}**.
- **N3**: besides, she reached **14** out of 20 or more in the quiz and in a product of her own, and holds a certificate in force that was
  approved by somebody who neither proposed it nor taught her.
`,
})

/** What an officer writes to somebody who is not eligible or has something to correct. */
export const NOTES = {
  underAge: 'Esta convocatoria es para personas de 18 años o más. Puedes postular cuando los cumplas.',
  notTrue: 'Te llamamos y nos dijiste que el negocio es de tu hermana. Si fue un error, escríbenos.',
  otherCall: 'Ya tienes una vacante en otra convocatoria de la demostración.',
  document: 'La foto de tu documento no coincide con el número que escribiste. Revísalo y vuelve a enviar.',
  phone: 'El celular que pusiste no contesta. Escribe uno donde te podamos avisar.',
  appeal: 'Creo que sí cumplo lo que piden las bases. Les pido que lo miren otra vez.',
  answer: 'Miramos otra vez tu postulación con tu documento. El requisito de las bases no se cumple, así que el resultado no cambia.',
} as const
