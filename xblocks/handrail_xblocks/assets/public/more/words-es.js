"use strict";
/* The same in Spanish, without accents. */
window.HR.part("words", () => (`
abajo abeja abono abrazo abrigo abril abrir abuela abuelo aceite acera actor acuario adobo adorno agenda agosto agua aguja ahora aire ajo alba alcalde
aldea alegre alerta aleta alga algo alguien alma alto altura alumno amable amapola amar ambos amigo amor ancho andar anillo animal antena antes
anuncio apio apoyo apunte arado arcilla arco arena armario aroma arpa arroyo arroz arte asa asado asno astro atajo atento atlas ave avena avenida
aviso ayer azar azul bahia baile bajo balcon balde ballena balsa bambu banda bandeja bandera barba barca barco barrio barro bata batata baul becerro
bella beso bici bigote billete bloque blusa boca bocina boina bola boleto bolsa bonito borde bosque bota bote boton brazo brillo brisa brocha broche
broma bronce brote bruma bueno bufanda burbuja burro buscar buzon caballo cabeza cabra cacao cadena cadera caja cajon caldo calle calma calor cama
camello camino camion campana campo canal canasta cancha canela canguro canoa canto capa capitan caracol cargo carne carpa carpeta carreta carro carta
cartel casa caseta casi cautela cebada cebolla cebra cedro ceja cena centro cera cerca cereal cereza cero cerro cesta chal chaleco charco charla
chispa choclo cielo cien ciervo cifra cigarra cima cinco cine ciruela cisne cita ciudad claro clase clavel clima cobija cobre cocina coco codo cofre
cojin colcha colina collar color columna comedor comida compas concha conejo copo coral corazon corcho cordero corona cortina cosa cosecha costa
costura crema cresta crin cruce cuadro cuarto cuatro cubeta cubo cuchara cuello cuenco cuenta cuento cuerda cuero cuna cuneta curso curva dado dama
danza dar dardo data decir dedal dedo delfin denim dentro desde destino detalle dia dibujo dicha diente diez digno dinero disco doblar doce docena
domingo dorado dormir dos ducha duda dueto dulce duna durazno eco eje ejemplo elegir ella embudo empezar enano encaje encima enero entrada entre
enviar erizo escala escama escoba escudo escuela esfera espacio espera espiga espina esponja espuma esquina estable estado estante este estuche estufa
etapa exacto extra fabrica facil faja falda familia farol favor febrero feliz feria fibra ficha fideo fiel fiesta figura filtro fin firma flan flauta
flecha fleco flor flota foca fogata folleto fondo forma foto frasco frase freno frente fresa fresco frio fruta fuente fuera fuerte funda futbol futuro
gacela gaita galleta gallina gallo ganar ganso garra garza gata gato gaviota gemelo gente gesto gigante girar girasol globo golfo goma gorra gorrion
grabado gracia grada grado gramo grande granja grano grapa gratis gris grua grupo gruta guante guayaba guia guinda guion guiso gusto haba habla hacer
hada hamaca harina hasta hebilla hebra hecho helecho hermana hermano hierro higo hija hijo hilo himno hoja hombro hondo hongo hora horno hoy hoyo
hueco huella huerta huevo humo idea idioma iglu igual iguana imagen iman impar indice inicio insecto isla izar jabon jade jaguar jalea jamon jardin
jarro jaula jazmin jefe jinete jirafa joven joya juego jueves jugo juguete julio junco junio junto justo kilo kiosco kiwi koala labor lado lagarto
lago laguna lana lancha lapiz largo larva laurel lavar lazo leal leche lechuga lectura leer lejos lengua lento leon letra libre libro liebre lienzo
liga lila lima limite limpio lince lino lirio liso lista litro llama llano llanta llave llegar lleno llevar lluvia lobo loma lomo lona loro lugar luna
lunes lupa luz maceta madera madre maestra magia maiz malla mambo mamut manga mango mani mano manta mantel manzana mar maraca marca marco marea marina
marmol martes marzo masa mayo mayor mazorca medalla media medir mejilla mejor melena melon memoria menta menu mesa meta metal metro mezcla miel migaja
mil mimbre minuto mirar mirlo misa mismo mitad mochila modelo modo molino moneda mono monte morado mosaico mosca mostaza motor mover mucho mueble
muela muelle muestra mundo mural muro museo musgo musica nabo nacar nacer nada nadar naranja nariz nata natural nave nevada nido niebla nieto ninguno
nivel noble noche nogal nombre norma nota noticia novela nube nudo nuera nueve nuevo nuez numero nutria oasis obra oca ocaso oceano ocho octubre oeste
oficio ojal ojo ola oliva olla olmo olor ombligo once onda onza opera opuesto orar orden oreja organo orilla orla oro oruga oso ostra otono otro oveja
ovillo padre pagina pago pais paisaje palabra palacio palma palmera palo paloma pan panal panda panza papel par para parada pared pareja parque parte
pasa pasaje paso pastel patio pato pausa pavo paz pecera pecho pedal pegar pelo pelota pensar pepino pera perla perro persona pesa pescado piano pie
piel pila pilar pino pintura pirata piscina piso pizarra placa plan planeta planta plata plato playa plaza pluma poco poema polea pollo polo pomelo
poner pony portal postre pozo precio premio primo prisa prisma prosa pueblo puente puerta puerto pulpo pulsera punto puro queso quien quieto quince
quinta quitar rabano radio raiz rama rana rancho rapido raqueta rastro raton rayo recado receta recreo red redondo regalo regla reina reir rejilla
remo renglon reno repisa res reto revista rey rico riego riel rima rincon rio risa ritmo rizo roble robot rodaja rodilla rollo romero ronda ropa rosa
rostro rubi rueda ruido rumbo rutina sabana saber sabor sacar saco sal sala salsa salto salud sandia sano sapo sarten sastre sauce secreto seda
segundo seis selva semana semilla senda sentir serie serio servir seta setenta sierra siesta siete siglo signo silbato silla sillon simple sirena
sistema sobre sofa sol solo sombra sonido sonrisa sopa suave subir suela suelo suerte sueter suma sur surco surtido susurro tabla tacto talla taller
tallo tambor tapa tapete tapiz tarde tarea tarjeta taza techo tecla tejado tejer tela telar tema templo tenaza tenis tercio terraza terreno tesoro
texto tiempo tienda tierno tierra tijera tilo timbre tinta tio tira titulo tiza toalla tobillo tocar tomate tono torno toro torre torta tortuga total
trabajo traje tren trenza tres trigo trineo tronco trote trozo trucha trueno tulipan tunel turno ubicar ultimo unidad unir uno untar urbano usar uva
vaca vacio vado vagon vaina valle valor vapor vaquero vaso vecino veinte vela velero velo venado venda vender venir ver verano verbo verde vereda
verso vestido vida viento viernes vinagre violin visita vista vivir volar volcan volver voz vuelo vuelta yegua yema yeso yoga yuca yunque zafiro zanja
zapato zorro
`));
