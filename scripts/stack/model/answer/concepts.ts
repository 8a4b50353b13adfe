import { fold } from "@/scripts/stack/model/words";

// What a business is asked about, in the words of many languages. Each line is one meaning; a star matches any ending.
const LINES = `
time: time times oclock hora horas uhr uhrzeit heure ora ore время час ساعه الساعه 时间
duration: take takes took duration last lasts dauer dauert dura duran duracion tarda tardan tarda durata duree dure demora leva длится занимает مده تستغرق يستغرق 时长
open: open opens opened opening hours abiert* abre* abri* horario* apertura aberto* aberta* abert* offnungszeit* geoffnet offnet offnen offen* ouvert* ouvr* horaires aperto aperta apert* apre orari* aprite открыт* открыва* работает работаете часы ساعات يفتح مفتوح* تفتح* العمل 营业 开门 开放 close closes closed closing shut shuts cerrad* cierr* cerrar cierre fechad* fecha fecham fechar geschlossen schliess* schliesst ferme* fermet* chius* chiud* закрыт* закрыва* مغلق* يغلق تغلق* 关门 打烊 关闭
price: price* cost* fee fees charge charges charged rate rates tariff how-much precio* cuest* coste* costo* tarifa* vale preco* custa* custo* preis* kost* gebuhr* prix tarif* cout* prezz* costa* цен* стоит стоимость стоят سعر اسعار الاسعار تكلف* تكلفه السعر رسوم 价格 多少钱 费用 价钱 收费
free: free complimentary gratis gratuit* gratuito* kostenlos* umsonst kostenfrei* бесплатн* مجان* 免费
phone: phone telephone call ring telefon* telefono* llamar telefone* ligar anrufen appel* telefonnummer numero телефон* позвон* هاتف اتصال رقم الهاتف 电话
email: email mail e-mail correo correio electronico mailadresse courriel почт* البريد بريد 邮箱 邮件 电邮
address: address located location directions find-you direccion ubicacion ubicad* encuentr* endereco localiza* adresse* anfahrt befind* lieg* strasse indirizzo trova* адрес* находит* расположен* عنوان العنوان موقع 地址 位置 在哪
park: park* garage aparca* estaciona* parque parkplatz* parken stationn* parchegg* парков* موقف مواقف السيارات 停车 车位
car: car cars coche* carro* auto autos voiture* macchina машин* سيارة سيارات 汽车
charging: charging charger* electric recarga cargador* ladepunkt* ladesaule* ladestation* elektroauto* ricarica recharge* зарядк* شحن 充电
size: big size area large square metre* meter* sqm m2 tamano superficie metros grosse gross flache quadratmeter superficie taille dimensions tamanho площадь размер مساحه 面积 多大
age: old age built founded since established antiguedad construid* fundad* alt alter erbaut gebaut gegrundet seit depuis construit* fondé desde costruit* fondat* построен* основан* 建于 创立
pet: pet pets dog dogs animal animals cat cats perro* mascota* animal* cachorro* cao caes hund* haustier* tier tiere chien* animaux cane cani животн* собак* كلب* كلاب* حيوان* 宠物 狗
child: child children kid kids baby babies toddler* infant* under-12 nino* ninos nina* bebe* crianca* menino* kind kinder* baby* enfant* bambin* ребен* дет* طفل اطفال الاطفال 儿童 孩子 小孩
highchair: highchair* high-chair trona* hochstuhl* hochstuhle
deliver: deliver* ship shipping shipped dispatch* entreg* envio* envia* enviar reparto domicilio liefer* versand* versend* livr* expedi* consegn* spedi* доставк* доставля* توصيل التوصيل شحن 送货 配送 送达 外送
return: return returns returned refund* money-back exchange exchanged devol* reembols* cambio* troca* ruckgab* zuruck* erstatt* ruckerstatt* umtausch* retour* rembours* echang* reso resi rimbors* возврат* вернут* верну* استرجاع ارجاع استرداد 退货 退款 退换 devuel* send-back back zuruck
cancel: cancel* annul* storn* absag* annulli* disdi* отмен* الغاء إلغاء الغي 取消
book: book booking bookings booked reserve* reservat* reserv* reserva* buch* reservier* reservation* prenot* брон* заброн* حجز الحجز احجز 预订 预约 订位
deposit: deposit* deposito anzahlung acompte acconto caparra senal adiantamento sinal задат* депозит* عربون 订金 定金 押金
capacity: capacity capacit* seat seats seated guests people hold holds fit fits accommodate* aforo capacidad* capacidade* invitad* personas pessoas cabe* lugares kapazit* platz platze personen gaste passen fasst sitzplatz* personnes convives capien* persone ospit* posti вмест* гост* человек мест يتسع سعه ضيف ضيوف شخص* 容纳 座位 人数 客人 坐
rent: rent* hire* hiring lease alquil* arrend* alug* miet* vermiet* location louer loue affitt* noleggi* аренд* снять ايجار استئجار تاجير 租金 租赁 出租 租用
food: food* meal* dish dishes eat eating comida comidas plato* prato* speise speisen gericht* essen plat plats nourriture cibo piatt* еда еду блюд* طعام اطباق وجب* 菜品 食物 餐点 菜
vegan: vegan* plant-based vegana* vegano* pflanzlich* веган* نباتي* 素食 纯素
vegetarian: vegetarian* veggie meat-free vegetarian* vegetariano* fleischlos* vegetarien* вегетариан* 素食
gluten: gluten* celiac* coeliac* celiac* zoliakie sin-gluten glutine глютен* غلوتين جلوتين 麸质 无麸质
allergy: allerg* alerg* intoleran* unvertraglich* аллерг* حساسيه الحساسيه 过敏
nut: nut nuts peanut* almond* hazelnut* walnut* nuss nusse erdnuss* frutos-secos cacahuete* noix noci noce орех* مكسرات 坚果 花生
wifi: wifi wi-fi wlan internet wireless вайфай интернет واي الانترنت 无线 上网 网络
wheelchair: wheelchair* accessib* step-free disabled disabilit* ramp silla-de-ruedas accesib* discapac* rampa rollstuhl* barrierefrei* rollstuhlgerecht fauteuil* handicap* accessibil* carrozzina disabili инвалид* коляск* كرسي متحرك* 轮椅 无障碍
pay: pay pays paid paying payment* pagar pago* paga pagamento* zahl* bezahl* payer paie* paiement* pagare pagament* оплат* плат* دفع الدفع ادفع 支付 付款
card: card cards credit debit visa mastercard amex tarjeta* cartao cartoes karte karten kreditkarte* ec-karte carte* carta-di-credito bancomat карт* بطاق* 信用卡 刷卡 银行卡
cash: cash coins efectivo metalico dinheiro bargeld bar especes liquide contanti наличн* نقدا كاش 现金
wedding: wedding* marry married marriage boda* bodas casament* hochzeit* heirat* mariage* matrimon* nozze свадьб* زفاف عرس 婚礼
menu: menu* carta cardapio ementa speisekarte* меню قائمه القائمه 菜单
dessert: dessert* pudding* sweet sweets postre* sobremesa* nachtisch* nachspeise* dolci dolce десерт* حلوى حلويات 甜点 甜品
starter: starter* appetizer* appetiser* entrante* vorspeise* entrada* antipast* закуск* مقبلات 前菜
christmas: christmas xmas december navidad diciembre weihnacht* dezember natal dezembro noel decembre natale dicembre рождеств* декабр* ديسمبر 圣诞 圣诞节
newyear: january enero januar silvester neujahr nochevieja janeiro janvier gennaio январ* يناير 新年 元旦
digits: number* numero* nummer* номер* رقم 号码
contact: contact* contacto* kontakt* contato phone telephone telefon* telefono* telefone email e-mail correo контакт* اتصل 联系 电话
lunch: lunch* midday almuerzo* almoco mittag* dejeuner pranz* обед* غداء 午餐 午饭
dinner: dinner* evening supper cena* cenas jantar* abendessen abend* diner cena ужин* عشاء 晚餐 晚饭
breakfast: breakfast* brunch desayun* pequeno-almoco fruhstuck* petit-dejeuner colazion* завтрак* فطور افطار 早餐
voucher: voucher* gift-card* gift giftcard* regalo* vale-regalo gutschein* geschenk* cadeau* bon buoni regal* подароч* сертификат* هديه 礼品 礼券
birthday: birthday* cumplean* aniversario geburtstag* anniversaire* complean* рожден* ميلاد 生日
music: music* dj band live musica* musik* kapelle musique* музык* موسيق* 音乐
smoke: smok* cigar* fum* rauch* fumeur* курит* курен* تدخين 吸烟 抽烟
terrace: terrace* patio garden outdoor* outside terraza* jardin* exterior esplanada terrass* garten draussen jardin террас* سад* شرفه 露台 花园 户外
takeaway: takeaway take-away takeout to-go pick-up collect collection pickup para-llevar llevar recoger recogida abhol* mitnehm* emporter asporto самовывоз 外带 自取
catering: catering cater caters cáter* кейтеринг 餐饮
night: overnight room-night accommodation hotel alojamiento dormir ubernacht* unterkunft hebergement alloggio bedroom* beds sleep* habitacion* dormitorio* zimmer schlafen chambre* quarto* ночь ночев* غرف نوم 住宿 过夜
minimum: minimum min minimo* mindest* minimal* минимальн* минимум الحد 最低 最少
maximum: maximum max maximo* maximal* hochst* максимальн* максимум 最多 最大
sunday: sunday* domingo* sonntag* dimanche* domenica воскресень* الاحد 周日 星期日 星期天 sonn
monday: monday* lunes segunda-feira montag* lundi lunedi понедельник* الاثنين 周一 星期一
tuesday: tuesday* martes terca-feira dienstag* mardi martedi вторник* الثلاثاء 周二 星期二
wednesday: wednesday* miercoles quarta-feira mittwoch* mercredi mercoledi сред* الاربعاء 周三 星期三
thursday: thursday* jueves quinta-feira donnerstag* jeudi giovedi четверг* الخميس 周四 星期四
friday: friday* viernes sexta-feira freitag* vendredi venerdi пятниц* الجمعه 周五 星期五
saturday: saturday* sabado* samstag* samedi sabato суббот* السبت 周六 星期六
weekend: weekend* fin-de-semana wochenende* week-end выходн* نهايه 周末
holiday: holiday* festiv* feriado* feiertag* christmas navidad weihnacht* natal ferie праздник* عطل* 节假日 假期
job: job jobs vacanc* career* hiring recruit* empleo trabajo emprego stelle* arbeit* karriere emploi* lavoro ваканс* وظيف* 招聘 工作
wine: wine* vino* vinho* wein* vin vins вин* نبيذ 葡萄酒
corkage: corkage descorche korkgeld bouchon rolha
coat: cloakroom coat* guardarropa garderobe* vestiaire
toilet: toilet* restroom* bathroom* aseo* bano* banheiro* toilette* bagno туалет* حمام 洗手间 厕所
bus: bus buses coach autobus* onibus autocarro bushaltestelle* linie автобус* حافله باص 公交 巴士
train: train trains railway station tren trenes estacion comboio trem bahn bahnhof* zug zuge gare treno stazione поезд* вокзал* قطار محطه 火车 车站
metro: tram metro subway underground u-bahn strassenbahn метро трамва* مترو 地铁
dress: dress-code dress attire vestimenta codigo-de-vestimenta kleiderordnung kleidung tenue abbigliamento дресс-код
owner: owner* founder* founded run-by dueno* propietari* fundador* fundad* dono* inhaber* grunder* gegrundet besitzer* proprietaire* fondat* fondé владел* основа* مالك موسس 老板 创始人 owns owned bought run-by opened eroffnet* fuhrt leitet dirige dirig* runs run lead leads gere dirige
chef: chef* cook cooks cocinero* cozinheir* koch cuisinier* cuoco повар* طاه شيف 厨师
warranty: warranty guarantee* garantia* garantie* gewahrleistung* garanzia гаранти* ضمان 保修 质保
course: course* class classes workshop* taller* clase* curso* kurs* atelier* cours corso corsi занят* курс* دوره 课程
`;

type Entry = { concept: string; stem: string };

const PREFIX_KEY = 2;
const HAN = /\p{Script=Han}/u;

const exact = new Map<string, Set<string>>();
const prefixes = new Map<string, Entry[]>();
const unspaced: Entry[] = [];

for (const line of LINES.trim().split("\n")) {
  const [concept = "", forms = ""] = line.split(/:(.*)/);
  for (const form of forms.trim().split(/\s+/)) add(concept, fold(form.replace("*", "")), form.endsWith("*"));
}

function add(concept: string, stem: string, isPrefix: boolean) {
  if (HAN.test(stem)) unspaced.push({ concept, stem });
  else if (isPrefix) {
    const key = stem.slice(0, PREFIX_KEY);
    prefixes.set(key, [...(prefixes.get(key) ?? []), { concept, stem }]);
  } else exact.set(stem, (exact.get(stem) ?? new Set()).add(concept));
}

/** The meanings that a folded word may have. */
export function conceptsOf(word: string): ReadonlySet<string> {
  const found = new Set(exact.get(word));
  for (const { concept, stem } of prefixes.get(word.slice(0, PREFIX_KEY)) ?? [])
    if (word.startsWith(stem)) found.add(concept);
  if (HAN.test(word)) for (const { concept, stem } of unspaced) if (word.includes(stem)) found.add(concept);
  return found;
}

/** The words of a folded text without spaces that have a meaning here. */
export function knownWordsIn(text: string): string[] {
  return HAN.test(text) ? unspaced.filter(({ stem }) => text.includes(stem)).map(({ stem }) => stem) : [];
}
