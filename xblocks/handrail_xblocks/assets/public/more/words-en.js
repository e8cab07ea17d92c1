"use strict";
/* The words that open a back-up: 1,024 short, plain, different ones. A file is opened by what was typed, so this list may change. */
window.HR.part("words", () => (`
able acorn acre act add adult after age ago agree aim air aisle alike alive all allow almond alone aloud also always amid ample anchor animal ankle
annual ant any apart april apron arch arena army aroma arrow art ash ask asleep atlas aunt autumn away award baby back bag bake baker balm bamboo
banana bank barber barn basic basket bath beach bead beam bear beard beat become bed bee beet before began bell belong below bench bend berry best
beyond big bike bin bird bit blank blend blink bloom blouse blue boat body boil bolt bone bonus boot border born boss both bottom box boy brace brain
branch brass bread break breeze bridge brief bright broad brook broom brown brush bubble bud build bulb bump bun bunch bus bush busy button buy cab
cable cactus cage calf call calm camera camp canal cane canoe canvas cap cape car cargo carpet carrot cart carve case castle cat catch cattle cedar
cellar center chain chair chalk change charm chart cheek cheer cheese chess chest chew chief child chime chip choice choir church circle circus clap
class clay clear clerk clever climb clip clock cloth cloud clover coach coal coast cocoa code coffee cold collar color come comet comic cook cookie
cool copy coral cord corn corner cosy couch count course cover cow crab craft crane crayon creek crew crisp cross crow crowd crumb crust cub cup curl
curve custom daily dairy daisy dark dash data dawn day deal deck deep deer denim dent depth desk detail dew diary diet dime direct dish dive doctor
dog doll door dot double dove down dozen dragon draw dream drift drill drive drum dry duck dusk dust duty eager eagle ear earn earth ease east easy
eat edge edit eel egg eight elbow elm else ember end engine enjoy enter equal erase essay even ever exact exit extra fable fabric face fact fall
family famous fancy far farm father favor feast feel feet fence ferry fetch few fiddle field fig film final find finger finish firm fish five fix
flake flame flat fleet flight flint flock floor flour flower flute fly fold folk follow foot forest fork forty fossil found fox frame free friend frog
front fruit full fun gain galaxy game garden garlic gate gear gentle giant ginger girl give glide globe glove glue goal goat golf good goose grain
grape gravel gray green greet grill grip ground group grow guest guide gull gum gust half hall ham hand handle happy hard harp hat hawk hay hazel heap
hear heart heavy hedge heel hello helmet help herb herd here hero hide hike hinge hive hobby hole holly home honey hood hook hope horn hose hot hotel
hour hub hug human hungry hurry hut idea igloo inch indigo ink inn inside iris island ivory ivy jacket jar jaw jazz jeans jewel job join jolly jug
juice jump june jungle just kayak keen kettle kind king kit kite kitten knit knob knot koala label lace lady lake lamb land lane lap lark last late
lava lawn layer leaf learn leave leg lemon lend lentil lesson letter lid lift light lilac lily lime linen lion lip listen little live load loaf lobby
log long look loose lot loud love low loyal lumber lunch lung magnet mail main mall mango manner map marble march margin marsh mask mast match math
matter maze meadow meal medal meet melody melt memory mend merry mesh metal mild mile milk minor mint minute mist mitten mix modern moment monday
monkey month moon moss most moth motor mount mouse move much mud mug mule muscle music nail name napkin narrow nation nature navy near neck need nest
never new news nice nickel night noble noise noodle normal north nose notice novel now nurse nut nylon oak oasis oat ocean offer office often old
olive onion open opera orange order organ other ounce out oval over owl own pack paddle page pair palace pale pan panda panel paper parade parcel
parrot part pass pasta paste path pea peace peach peanut pear pearl pedal pen pencil people pepper person phone photo piano picnic pie piece pigeon
pile pillow pine pink pizza plain plan plane plate play plaza plow plum plus poem point polar polite pond pony pool poppy porch port potato press
pretty print prize proud puddle pull pump puppet puppy purple push puzzle quack queen quest quick quilt quite quiz rack radio raft rain raise raisin
ramp ranch range rare raven ray read ready real recipe record red region relax rely rent repair reply result return reward ribbon rice rich right ring
ripe river road roast robot rocket roof root rope rose route row royal ruby rug rule run rural rust safe sage sail salad salt same sample sauce save
scale scene scout screen search season seat secret seed seek sell send senior serve seven shade shape share sharp sheet shelf shell shine ship shirt
shop shore short shrimp shrub side silk silver simple sister six sketch skin skirt sky sleep slice slide smart smile smooth snail soap soccer sofa
soft soil solid solo some soon sort soul soup south space speak spell spice spin spirit sport spring square squash stair star start state steam steel
stem stick still stir stool stop store story stove straw street strong studio style sugar suit sun sunday supper surf sweet swim table tail take tall
tango tape taste taxi tea team tell temple tennis tent test thank thick thin think third thread throat throne thumb tide tidy tie tile timber time
tiny title toad today toe tomato tool tooth top torch total touch tower town toy trade trail train tray treat tree true trunk trust try tulip tuna
tune turkey turn turtle twenty twice twig two uncle under unit until upper usual valley value vase velvet verb very vest view violet violin visit
volume vote wagon wait wake walk walnut warm wash water wave wax wealth wear web well west whale wheel when while whole wide wild willow win wind wing
winter wish wonder wood wool work world worm wrist write yard year yellow yes yogurt young zebra zinc zipper zone
`));
