/** Common given names and surnames of Peru. A person of the demo is drawn from these lists; who has such a name in life is not meant. */
const list = (text: string): string[] => text.trim().split(/\s*,\s*/)

export const WOMEN = list(`Rosa María, Ana Lucía, Carmen, Juana, Luz Marina, Elizabeth, Flor de María, Yesenia, Milagros, Roxana, Nelly, Gladys,
  Marisol, Vilma, Sonia, Hilda, Maribel, Katherine, Lizbeth, Norma, Janet, Edith, Delia, Martha, Silvia, Patricia, Lourdes, Noemí, Yolanda, Zoila,
  Rocío, Beatriz, Estefany, Jackeline, Fiorella, Brenda, Dina, Eulalia, Felícitas, Saturnina`)

export const MEN = list(`Juan Carlos, José Luis, Luis Alberto, Jorge, Víctor, Miguel Ángel, Walter, Percy, Edwin, Julio César, Wilmer, Hugo,
  Raúl, Marco Antonio, Elmer, Rubén, Néstor, Freddy, Henry, Jhon, Ronald, Alex, Santos, Segundo, Teófilo, Wilber, Edgar, Óscar, Richard, Iván,
  Abel, Efraín, Fortunato, Gilmer, Jaime, Kevin, Lenin, Moisés, Nilton, Saúl`)

export const SURNAMES = list(`Quispe, Flores, Sánchez, Rodríguez, García, Rojas, Mamani, Huamán, Ramos, Torres, Díaz, López, Vásquez, Chávez, Mendoza,
  Castillo, Ramírez, Pérez, Gonzales, Cruz, Espinoza, Fernández, Condori, Gutiérrez, Ccori, Choque, Apaza, Vargas, Castro, Ticona, Cárdenas, Salazar,
  Ñaupari, Huanca, Medina, Silva, Cusi, Palomino, Aguilar, Paredes, Cahuana, Yupanqui, Tello, Villanueva, Puma, Ñahui, Soto, Chuquillanqui, Calderón,
  Reátegui, Pinedo, Shupingahua, Tananta, Antezana, Benites, Lluén, Chapoñán, Sandoval, Zapata, Navarro`)

export const LINES = list(`Bodega, Venta de comida, Confección de ropa, Chompas de alpaca, Café y cacao, Peluquería, Taller de motos, Carpintería, Panadería,
  Venta de celulares, Artesanía en cerámica, Crianza de cuyes, Quinua y kiwicha, Pesca artesanal, Hospedaje, Transporte en mototaxi, Librería, Ferretería`)

export const PRODUCTS = [
  'Pedí a la IA un anuncio para mi negocio y le di los datos verdaderos: precio, horario y lugar. La primera respuesta prometía reparto, que no hago; lo quité. La segunda la leí a mi vecina y entendió todo. Desde entonces preguntan más por el celular.',
  'Pregunté cuánta mercadería comprar para la feria y comparé la respuesta con mi cuaderno de tres meses. La IA no sabía que los domingos vendo el doble. Le di mis cuentas, corregí la suma y compré menos de lo que más se malogra.',
  'Hice con la IA la respuesta para los reclamos de mis clientes. Borré los nombres antes de pegar los mensajes. Cambié tres frases que sonaban frías, y guardé la plantilla en mi celular para contestar el mismo día.',
  'Ordené mi lista de precios con ayuda de la IA: le dicté los costos y me propuso un margen. Revisé a mano cinco productos y en dos la cuenta estaba mal; los corregí y anoté cómo lo descubrí.',
] as const

export const COMMENTS = [
  'Comprobaste la respuesta con tus propias cuentas: eso es lo que buscamos. Guarda tu plantilla para la próxima vez.',
  'Se nota que lo probaste en tu negocio. Para la próxima, cuenta también qué no funcionó.',
  'Está claro y es tuyo. Revisa siempre los números que da la IA, como hiciste aquí.',
] as const

/** For a product that does not reach the mark. */
export const COMMENT_LOW = 'Todavía no cuentas qué pediste ni cómo comprobaste la respuesta. Agrega un ejemplo de tu trabajo y vuelve a entregar.'
